internal import RPKIObjects
internal import SQLiteFile
internal import Synchronization

extension Synchroniser {
    /// The limits that repositories reached since this was last asked, in the order of their names.
    public func takeReachedLimits() -> [ReachedLimit] {
        reached.withLock { reached in
            defer { reached = [:] }
            return reached.values.sorted { $0.limit.rawValue < $1.limit.rawValue }
        }
    }

    /// Takes note of why a repository could not be fetched.
    func take(_ error: any Error, of target: Target) {
        if let limit = (error as? any LimitReaching)?.reachedLimit { take(limit: limit, of: target) }
        // A repository that does not fit on the disk fails alone.
        guard let error = error as? SQLiteFileError, !error.isFull else { return }
        state.withLock { $0.fault = error }
    }

    func take(limit: RepositoryLimit, of target: Target) {
        reached.withLock { reached in
            var record = reached[limit] ?? ReachedLimit(limit: limit, count: 0, repository: "")
            record.count += 1
            record.repository = target.uri
            reached[limit] = record
        }
    }

    /// Makes what the store has of a module what rsync brings.
    func copy(_ uri: RsyncURI, to repository: StoredRepository) async throws {
        let tree = RsyncTree(
            root: store.folder + "rsync/" + uri.relativePath, uri: uri.description, options: options.rsync)
        let (store, storage, seconds) = (store, options.storage, options.rrdp.readingSeconds)
        let progress = FetchProgress.current
        let copied = Mutex(0)
        do {
            try await RsyncClient(options: options.rsync).copy(uri, to: tree.root) {
                let octets = try await store.work.run(within: seconds) { _ in
                    let octets = try tree.octets()
                    // What was there before has been counted.
                    try store.meter.admit(
                        max(0, octets - repository.octets), taken: octets, isKnown: repository.updated != nil,
                        limits: storage)
                    return octets
                }
                let more = copied.withLock { before in
                    defer { before = octets }
                    return octets - before
                }
                if more > 0 { progress?.advance(more) }
            }
            try await store.replace(repository, by: tree, within: seconds, storage: storage)
        } catch {
            guard Synchroniser.isOfSize(error) else { throw error }
            // The copy is what takes the room; the store keeps what it had.
            try? await store.work.run(within: seconds) { _ in tree.remove() }
            throw error
        }
    }

    private static func isOfSize(_ error: any Error) -> Bool {
        switch error {
        case let error as SQLiteFileError: error.isFull
        case let error as RsyncError: error.isFull || error.reachedLimit != nil
        case is RepositoryLimitError: true
        default: false
        }
    }
}
