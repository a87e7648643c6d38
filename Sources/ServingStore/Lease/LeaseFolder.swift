internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A folder outside of the state folder, for what must not be copied with it.
public struct LeaseFolder: Hashable, Sendable {
    public let path: String
    /// True if the folder is in memory, so that nothing in it outlives the system.
    let isVolatile: Bool

    /// The folder that is named; otherwise that of the service manager, `/run/atalaya`, or one of the user's own in memory.
    ///
    /// - Parameters:
    ///   - named: The operator's choice.
    ///   - state: The state folder, in which it must not be.
    ///   - environment: Where `RUNTIME_DIRECTORY` and `XDG_RUNTIME_DIR` are looked up.
    /// - Returns: `nil` where no such folder can be written.
    public init?(named: String?, state: String, environment: [String: String]) {
        if let named {
            guard let folder = LeaseFolder.usable(named, isShared: false, state) else { return nil }
            self = folder
            return
        }
        let service = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first.map(String.init)
        let user = environment["XDG_RUNTIME_DIR"].map { $0 + "/atalaya" }
        let own = "/dev/shm/atalaya-\(geteuid())"
        let choices: [(path: String?, isShared: Bool)] = [
            (service, false), ("/run/atalaya", true), (user, true), (own, true),
        ]
        for choice in choices {
            guard let path = choice.path,
                let folder = LeaseFolder.usable(path, isShared: choice.isShared, state)
            else { continue }
            self = folder
            return
        }
        return nil
    }

    private init(path: String, isVolatile: Bool) {
        self.path = path
        self.isVolatile = isVolatile
    }

    /// - Parameter isShared: Whether others can make folders in the same place, so that it must be ours alone.
    private static func usable(_ path: String, isShared: Bool, _ state: String) -> LeaseFolder? {
        mkdir(path, 0o700)
        var status = stat()
        guard (isShared ? lstat(path, &status) : stat(path, &status)) == 0, status.st_mode & S_IFMT == S_IFDIR,
            access(path, W_OK | X_OK) == 0
        else { return nil }
        if isShared {
            guard status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else { return nil }
        }
        guard let folder = real(path), let outside = real(state), folder != outside, !folder.hasPrefix(outside + "/")
        else { return nil }
        return LeaseFolder(path: folder, isVolatile: isInMemory(folder))
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The kind of file system at `path`, by the longest mount point above it.
    private static func isInMemory(_ path: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/self/mountinfo"), data.count <= 1 << 22 else {
            return false
        }
        var longest = ""
        var isMemory = false
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count, fields.count > 4 else { continue }
            let point = String(fields[4])
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            // Of two mounts at one place, the later hides the earlier.
            guard isAbove, point.utf8.count >= longest.utf8.count else { continue }
            longest = point
            isMemory = ["tmpfs", "ramfs"].contains(fields[dash + 1])
        }
        return isMemory
    }
}
