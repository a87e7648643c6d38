internal import FoundationEssentials
internal import LocalFiles
internal import RPKIToRouter

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Which sessions and serial the routers of one database have seen last, kept outside of the state folder.
///
/// A state folder that is copied, restored from a backup or started on another machine comes without its lease, or with one
/// that says something else: then its sessions must not go on. The lease is written after an update was stored and
/// before any router can see it.
public struct SessionLease: Sendable {
    /// The database file, by what a copy cannot have.
    struct Database: Hashable, Sendable {
        let path: String
        let device: UInt64
        let inode: UInt64

        init(path: String, device: UInt64, inode: UInt64) {
            self.path = path
            self.device = device
            self.inode = inode
        }

        /// The file that is at `path` now.
        init?(at path: String) {
            var status = stat()
            guard stat(path, &status) == 0, let resolved = realpath(path, nil) else { return nil }
            defer { free(resolved) }
            self.init(
                path: String(cString: resolved), device: UInt64(truncatingIfNeeded: status.st_dev),
                inode: UInt64(truncatingIfNeeded: status.st_ino))
        }
    }

    struct Content: Hashable, Sendable {
        var host: HostIdentity
        var database: Database
        var sessions: RTRSessionIDs
        var serial: UInt32
    }

    private static let limit = 16_384
    private static let prefix = "sessions-"

    let file: String
    private let folder: LeaseFolder
    private let host: HostIdentity
    private let database: Database

    /// - Returns: `nil` when there is no database at `path`, or nothing that tells this start of the system from another.
    public init?(_ folder: LeaseFolder, database path: String, host: HostIdentity = .current()) {
        guard let database = Database(at: path), host.boot != nil || folder.isVolatile else { return nil }
        self.folder = folder
        self.host = host
        self.database = database
        file = "\(folder.path)/\(SessionLease.prefix)\(database.device)-\(database.inode)"
    }

    /// Decision whether the stored sessions continue, with the reason if not.
    public func decision(on stored: StoredPayloads) -> SessionDecision {
        guard let content = SessionLease.read(file) else { return .new(.noLease) }
        guard content.host.machine == host.machine, content.host.name == host.name else { return .new(.otherHost) }
        guard content.host.boot == host.boot else { return .new(.otherBoot) }
        guard content.database.device == database.device, content.database.inode == database.inode else {
            return .new(.copied)
        }
        guard content.sessions == stored.sessions else { return .new(.otherHistory) }
        // One more than the lease: stored, but never served.
        guard stored.serial &- content.serial <= 1 else { return .new(.otherSerial) }
        return .kept
    }

    /// Becomes what the lease of another file of this system says, where that holds for `stored`: its content is in this file
    /// now.
    func takeOver(fromFileAt path: String, on stored: StoredPayloads) {
        guard let former = SessionLease(folder, database: path, host: host), case .kept = former.decision(on: stored),
            let content = SessionLease.read(former.file)
        else { return }
        write(sessions: content.sessions, serial: content.serial)
    }

    /// Takes note of what routers are about to see. Where that fails there is no lease.
    func write(sessions: RTRSessionIDs, serial: UInt32) {
        let content = Content(host: host, database: database, sessions: sessions, serial: serial)
        let octets = Array(SessionLease.text(content).utf8)
        do {
            // What a power cut loses is of another start of the system.
            try AtomicFile.write(octets.span, to: file, access: .owner, scratch: .new, isSynced: false)
        } catch {
            unlink(file)
        }
    }

    /// Removes leases of databases that are gone, and of other starts of the system.
    public func prune() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.prefix(10_000) where name.hasPrefix(SessionLease.prefix) {
            let path = folder.path + "/" + name
            guard path != file, let content = SessionLease.read(path) else { continue }
            // A folder that several hosts share has leases that are not ours to judge.
            guard content.host.machine == host.machine, content.host.name == host.name else { continue }
            let isGone = Database(at: content.database.path) != content.database
            if content.host.boot != host.boot || isGone { unlink(path) }
        }
    }

    // MARK: Text

    private static func text(_ content: Content) -> String {
        """
        machine=\(content.host.machine)
        host=\(content.host.name)
        boot=\(content.host.boot ?? "")
        database=\(content.database.path)
        device=\(content.database.device)
        inode=\(content.database.inode)
        sessions=\(content.sessions.zero) \(content.sessions.one) \(content.sessions.two)
        serial=\(content.serial)

        """
    }

    static func read(_ path: String) -> Content? {
        guard let data = FileManager.default.contents(atPath: path), data.count <= limit else { return nil }
        var members: [Substring: Substring] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { return nil }
            members[line[..<equals]] = line[line.index(after: equals)...]
        }
        let sessions = members["sessions"]?.split(separator: " ").compactMap { UInt16($0) } ?? []
        guard sessions.count == 3, Set(sessions).count == 3, let machine = members["machine"],
            let host = members["host"], let boot = members["boot"], let database = members["database"],
            let device = members["device"].flatMap({ UInt64($0) }),
            let inode = members["inode"].flatMap({ UInt64($0) }),
            let serial = members["serial"].flatMap({ UInt32($0) })
        else { return nil }
        return Content(
            host: HostIdentity(
                machine: String(machine), name: String(host), boot: boot.isEmpty ? nil : String(boot)),
            database: Database(path: String(database), device: device, inode: inode),
            sessions: RTRSessionIDs(zero: sessions[0], one: sessions[1], two: sessions[2]), serial: serial)
    }
}
