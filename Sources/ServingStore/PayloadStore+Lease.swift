public import FoundationEssentials
public import RPKIToRouter
internal import SQLiteFile
internal import Synchronization

extension PayloadStore.Opened {
    /// The cache to serve with: it goes on with the payloads that were stored, and with their sessions only where no other
    /// cache can have given other payloads under them.
    ///
    /// - Parameters:
    ///   - lease: The folder for leases; `nil` for the usual ones, see ``LeaseFolder``.
    ///   - environment: Of the process.
    /// - Returns: The cache, and whether sessions go on.
    public func cache(
        configuration: RTRCache.Configuration, sessions policy: SessionPolicy = .keep, lease folder: String? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> (cache: RTRCache, decision: SessionDecision) {
        let lease = LeaseFolder(named: folder, state: store.folder, environment: environment).flatMap {
            SessionLease($0, database: store.path)
        }
        store.lease.withLock { $0 = lease }
        guard let stored else {
            lease?.prune()
            return (RTRCache(configuration: configuration), .first)
        }
        if let lease, case .new(.noLease) = lease.decision(on: stored) {
            // What an earlier version served from its file goes on in the one that took it over.
            lease.takeOver(fromFileAt: FormerFile.node(in: store.folder).path + ".migrated", on: stored)
        }
        lease?.prune()
        let decision: SessionDecision =
            if policy == .new {
                .new(.configured)
            } else {
                lease?.decision(on: stored) ?? .new(.noFolder)
            }
        if case .kept = decision { return (stored.cache(configuration: configuration), decision) }
        var generator = SystemRandomNumberGenerator()
        let cache = RTRCache(
            configuration: configuration, sessions: RTRSessionIDs(otherThan: stored.sessions, using: &generator),
            serial: stored.serial, payloads: stored.payloads, differences: [])
        return (cache, decision)
    }
}

extension PayloadStore {
    /// The folder of the file.
    var folder: String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
