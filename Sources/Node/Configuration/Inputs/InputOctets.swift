internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Files that the operator named.
public enum InputOctets {
    /// Why a file cannot be had.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// What the system says, in its words.
        case unreadable(String)
        case tooLarge(limit: Int)

        public var description: String {
            switch self {
            case .unreadable(let reason): reason
            case .tooLarge(let limit): "more than \(limit) octets, which is the limit"
            }
        }
    }

    /// Milliseconds that the writer of a pipe is waited for.
    private static let patience: Int32 = 10_000

    /// The octets of the file at `path`, at most `limit` of them.
    public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        // A named pipe without a writer would hold the node for ever; one with a writer is waited for, within bounds.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = chunk.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                    Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.read(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.read(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if got < 0, errno == EINTR { continue }
            if got < 0, errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, InputOctets.patience) != 0 else { throw .unreadable("nothing comes") }
                continue
            }
            guard got >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
            if got == 0 { return octets }
            guard octets.count + got <= limit else { throw .tooLarge(limit: limit) }
            octets += chunk[..<got]
        }
    }

    /// Whether `name` is the path of a program, or the name of one in a folder of `searchPath`.
    static func isProgram(_ name: String, searchPath: String) -> Bool {
        if name.contains("/") { return access(name, X_OK) == 0 }
        return searchPath.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }

    /// Whether users besides the owner and the group may read or change the file at `path`.
    package static func isOpenToOthers(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.posixPermissions] as? Int ?? 0) & 0o007 != 0
    }

    /// Whether there is something at `path`.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }
}
