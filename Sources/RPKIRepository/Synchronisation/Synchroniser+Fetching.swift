internal import Fetching
internal import FoundationEssentials
internal import Logging
internal import RPKIObjects
internal import Synchronization

extension Synchroniser {
    /// The repository, once it has been fetched in this walk; waits no longer than the walk's budget says.
    ///
    /// - Parameters:
    ///   - path: who asks for it: the trust anchor and the CAs below it; empty for a trust anchor's certificate.
    ///   - share: divides what the budget has left, where there are others to try.
    func fetched(_ target: Target, for path: [String], share: Int = 1) async -> SynchronisedRepository {
        if let done = state.withLock({ $0.done[target] }) { return done }
        let (task, isNew, date, budget) = state.withLock { state in
            if let task = state.fetches[target] { return (task, false, state.date, state.budget) }
            let date = state.date
            let task = Task { await self.fetch(target, at: date, for: path) }
            state.fetches[target] = task
            return (task, true, date, state.budget)
        }
        // A CA must not wait because another one, whose turn is far off, named the same repository first.
        if !isNew { permits.join(target.uri, path: path) }
        let first = budget.remaining()
        while !Task.isCancelled {
            if state.withLock({ $0.ended[target] != nil }) { return await finished(target, task) }
            guard var left = budget.remaining() else { return await finished(target, task) }
            if share > 1, let first { left = min(left, first / share) }
            guard left > .zero else { break }
            if await task.ends(within: left) { return await finished(target, task) }
            if share > 1 { break }
        }
        guard !Task.isCancelled else { return SynchronisedRepository.cancelled }
        var repository = await stored(target, failure: "still being fetched", at: date)
        repository.isUnderWay = true
        return state.withLock { [repository] state in
            // It may have ended just now.
            let done = state.done[target] ?? state.ended[target] ?? repository
            state.done[target] = done
            return done
        }
    }

    private func finished(
        _ target: Target, _ task: Task<SynchronisedRepository, Never>
    ) async -> SynchronisedRepository {
        let repository = await task.value
        return state.withLock { state in
            // A fetch that outlasted the walk's patience counts in the walk that it ends in.
            if let done = state.done[target] { return done }
            state.done[target] = repository
            return repository
        }
    }

    private func fetch(_ target: Target, at date: Date, for path: [String]) async -> SynchronisedRepository {
        let isProven = state.withLock { $0.known[target]?.isCurrent ?? $0.proven.contains(target.uri) }
        let repository = await permits.run(target.host, isProven: isProven, path: path, name: target.uri) {
            // Thousands may wait when the program is to end.
            guard !Task.isCancelled else { return SynchronisedRepository.cancelled }
            guard self.options.fetches else { return await self.stored(target, failure: nil, at: date) }
            let start = ContinuousClock.now
            var failure: String?
            do {
                let repository = try await self.store.repository(target.uri, target.transport)
                do {
                    let progress = FetchProgress { self.state.withLock { $0.budget } }
                    defer { progress.ask() }
                    let outcome = try await FetchProgress.$current.withValue(progress) {
                        try await self.update(target, repository)
                    }
                    let seconds = start.duration(to: .now) / .seconds(1)
                    self.logger.debug(
                        "fetched",
                        metadata: [
                            "repository": "\(target.uri)", "outcome": "\(outcome)", "seconds": "\(seconds)",
                        ])
                } catch {
                    failure = "\(error)"
                    self.take(error, of: target)
                    self.logger.warning(
                        "not fetched",
                        metadata: [
                            "repository": "\(target.uri)", "reason": "\(error)",
                        ])
                }
                try await self.store.note(
                    repository, at: date, duration: start.duration(to: .now) / .seconds(1), failure: failure)
            } catch {
                failure = "\(error)"
                self.take(error, of: target)
            }
            return await self.stored(target, failure: failure, at: date)
        }
        end(target, repository)
        return repository
    }

    private func update(_ target: Target, _ repository: StoredRepository) async throws -> String {
        switch target {
        case .rrdp(let uri):
            let client = RRDPClient(fetcher: fetcher, store: store, limits: options.rrdp, storage: options.storage) {
                self.take(limit: $0, of: target)
            }
            return "\(try await client.update(repository, from: uri))"
        case .file(let uri):
            let known = HTTPSValidators(etag: repository.entityTag, lastModified: repository.lastModified)
            let answer = try await fetcher.get(
                uri, validators: repository.objects > 0 ? known : HTTPSValidators(), limit: options.rrdp.objectSize)
            guard case .body(let body) = answer else { return "unchanged" }
            guard let name = RsyncURI("rsync://" + uri.description.drop { $0 != "/" }.dropFirst(2)) else {
                throw FetchError(.uri, uri.description, "the path is not that of a file")
            }
            try await store.replace(repository, by: try await body.collect(), at: name, body.validators)
            return "fetched"
        case .module(let uri):
            try await copy(uri, to: repository)
            return "copied"
        case .rsyncFile(let uri):
            let path = store.folder + "rsync/.anchors/" + uri.relativePath
            try await RsyncClient(options: options.rsync).copy(uri, to: path)
            let tree = RsyncTree(
                root: String(path.dropLast(uri.fileName.utf8.count)), uri: uri.directory, options: options.rsync)
            guard let octets = tree.octets(of: RsyncTree.File(uri: uri, octets: 0, modified: 0)) else {
                throw RsyncError.folder("\(uri) was not copied")
            }
            try await store.replace(repository, by: octets, at: uri, HTTPSValidators())
            return "copied"
        }
    }

    /// The stored state of a repository.
    private func stored(_ target: Target, failure: String?, at date: Date) async -> SynchronisedRepository {
        do {
            let row = try await store.repository(target.uri, target.transport)
            // A row that was dropped meanwhile has come back as another one.
            let known = state.withLock { $0.known[target] }.flatMap { $0.id == row.id ? $0 : nil }
            var repository = known ?? SynchronisedRepository(id: row.id, isCurrent: false)
            repository.isCurrent = failure == nil && (options.fetches || row.updated != nil)
            repository.isUnderWay = false
            repository.failure = failure ?? (row.updated == nil ? "never fetched" : nil)
            repository.updated = row.updated?.timeIntervalSince1970 ?? 0
            repository.failing = row.failing?.timeIntervalSince1970
            for folder in try await store.folders(of: row.id, changedAfter: repository.generation) {
                repository.folders[folder.uri] = SynchronisedRepository.Folder(id: folder.id, changed: folder.changed)
                repository.generation = max(repository.generation, folder.changed)
            }
            if try await store.folderCount(of: row.id) != repository.folders.count {
                // Folders that were empty are gone.
                repository.folders = [:]
                for folder in try await store.folders(of: row.id, changedAfter: -1) {
                    repository.folders[folder.uri] = SynchronisedRepository.Folder(
                        id: folder.id, changed: folder.changed)
                }
            }
            return repository
        } catch {
            take(error, of: target)
            return SynchronisedRepository(id: -1, isCurrent: false, failure: "\(error)")
        }
    }
}

extension Task where Failure == Never {
    /// True if it ends in time; otherwise it continues.
    func ends(within duration: Duration) async -> Bool {
        let (stream, continuation) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingOldest(1))
        let watch = Task<Void, Never> {
            _ = await self.value
            continuation.yield(true)
        }
        let clock = Task<Void, Never> {
            try? await Task<Never, Never>.sleep(for: duration)
            continuation.yield(false)
        }
        defer {
            watch.cancel()
            clock.cancel()
        }
        for await isDone in stream { return isDone }
        return false
    }
}

extension Synchroniser.Target {
    fileprivate var host: String {
        switch self {
        case .rrdp(let uri), .file(let uri): uri.host
        case .module(let uri), .rsyncFile(let uri): uri.host
        }
    }

    fileprivate var transport: StoredRepository.Transport {
        switch self {
        case .rrdp: .rrdp
        case .file: .https
        case .module, .rsyncFile: .rsync
        }
    }
}
