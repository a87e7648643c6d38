internal import ConfigurationKeys
internal import DeskStore
internal import Logging
internal import RPKIToRouter
internal import SQLiteFile
internal import ServingStore
internal import Synchronization

internal import struct FoundationEssentials.Date

/// The databases of a node, each opened when a module first asks for it.
final class NodeDatabases: Sendable {
    private struct Opened: Sendable {
        var desk: DeskDatabase??
        var serving: ServedCache?
    }

    /// `nil` where nothing is kept.
    private let folder: String?
    let kind: NodeKind
    let source: ConfigurationSource<NodeConfiguration>
    let configuration: NodeConfiguration
    let alarms: Alarms
    let logger: Logger
    let clock: @Sendable () -> Date
    private let opened = Mutex(Opened())

    init(
        folder: String?, _ kind: NodeKind, _ source: ConfigurationSource<NodeConfiguration>,
        _ configuration: NodeConfiguration, alarms: Alarms, logger: Logger, clock: @escaping @Sendable () -> Date
    ) {
        self.folder = folder
        self.kind = kind
        self.source = source
        self.configuration = configuration
        self.alarms = alarms
        self.logger = logger
        self.clock = clock
    }

    /// `desk.sqlite`; `nil` where it cannot be used, which is reported: routers are served all the same.
    ///
    /// - Throws: where it is of a newer version or of another program, or where the node needs it.
    func desk() throws(SQLiteFileError) -> DeskDatabase? {
        try opened.withLock { opened throws(SQLiteFileError) in
            if let desk = opened.desk { return desk }
            let desk = try folder.map { folder throws(SQLiteFileError) in try openDesk(folder) } ?? nil
            opened.desk = .some(desk)
            return desk
        }
    }

    /// The cache that serves routers, with its file.
    func serving() throws(SQLiteFileError) -> ServedCache {
        try opened.withLock { opened throws(SQLiteFileError) in
            if let serving = opened.serving { return serving }
            let serving = try openServing()
            opened.serving = serving
            return serving
        }
    }

    /// Closes those that were opened.
    func close() {
        let opened = opened.withLock { opened in
            defer { opened = Opened() }
            return opened
        }
        do throws(SQLiteFileError) {
            try opened.serving?.store?.close()
            try (opened.desk ?? nil)?.close()
        } catch {
            logger.error("could not close a database cleanly", metadata: ["reason": "\(error)"])
        }
    }

    private func openServing() throws(SQLiteFileError) -> ServedCache {
        guard let folder else { return ServedCache(cache: RTRCache(configuration: configuration.cache)) }
        let opened = try PayloadStore.open(folder: folder, history: configuration.rtr.history)
        report(opened)
        let (cache, decision) = opened.cache(
            configuration: configuration.cache, sessions: configuration.rtr.sessions == .new ? .new : .keep,
            lease: configuration.rtr.lease)
        if case .new(let reason) = decision {
            logger.notice("routers start new sessions", metadata: ["reason": "\(reason)"])
        }
        return ServedCache(cache: cache, store: opened.store, stored: opened.stored)
    }

    private func report(_ opened: PayloadStore.Opened) {
        if kind == .payloadFiles {
            if let damage = opened.damage {
                logger.error("set a damaged file aside and created a new one", metadata: ["reason": "\(damage)"])
            }
            if let obstacle = opened.obstacle {
                logger.error(
                    "could not write the state; serving the stored payloads", metadata: ["reason": "\(obstacle)"])
            }
            return
        }
        if case .damaged(let path, let reason)? = opened.damage {
            alarms.reportDamage(
                PayloadStore.fileName, reason: reason, aside: path + ".damaged",
                lost: "the stored payloads are lost; routers start new sessions", at: clock())
        }
        if let obstacle = opened.obstacle { report(obstacle, of: PayloadStore.fileName) }
    }

    /// Says that a database can only be read.
    func report(_ obstacle: any Error, of file: String) {
        logger.error(
            "could not write to a database; serving the stored data and retrying",
            metadata: ["file": "\(file)", "reason": "\(obstacle)"])
        alarms.raise(Alarm(kind: "store", subject: file, message: "cannot be written: \(obstacle)", since: clock()))
    }
}
