public import Fetching
public import Logging
internal import RPKIObjects
public import RPKIValidation
public import SQLiteFile
internal import Synchronization

public import struct FoundationEssentials.Date

/// The source of objects that fetches: it brings each repository that a walk comes across up to date, once a walk, and
/// gives what the store then has of it. What cannot be fetched is used as it was when it last could.
public final class Synchroniser: ObjectSource {
    /// The unit of a fetch.
    enum Target: Hashable, Sendable {
        case rrdp(HTTPSURI)
        case module(RsyncURI)
        case file(HTTPSURI)
        case rsyncFile(RsyncURI)

        var uri: String {
            switch self {
            case .rrdp(let uri), .file(let uri): uri.description
            case .module(let uri), .rsyncFile(let uri): uri.description
            }
        }
    }

    struct State {
        /// The clock of the walk.
        var date = Date.distantPast
        var fetches: [Target: Task<SynchronisedRepository, Never>] = [:]
        /// The results of finished fetches, until the next walk begins.
        var ended: [Target: SynchronisedRepository] = [:]
        /// The repositories that have been fetched in this walk.
        var done: [Target: SynchronisedRepository] = [:]
        /// The repositories that were known at the end of the last walk.
        var known: [Target: SynchronisedRepository] = [:]
        /// Repositories that the CAs of each trust anchor name.
        var named: [String: Set<Target>] = [:]
        var fault: SQLiteFileError?
        /// Notifications of repositories that are served from rsync, as far as that is logged.
        var fallbacks: Set<Target> = []
        /// Repositories whose last fetch succeeded, as the store remembered when this began.
        var proven: Set<String>
        var budget: WalkBudget
    }

    public let store: ObjectStore
    let options: SynchronisationOptions
    let fetcher: HTTPSFetcher
    let logger: Logger
    let permits: Permits
    private let salt = UInt64.random(in: .min ... .max)
    private let late: @Sendable () -> Void
    let state: Mutex<State>
    /// Since they were last asked for.
    let reached = Mutex<[RepositoryLimit: ReachedLimit]>([:])

    /// - Parameters:
    ///   - logger: gets a line for each repository that was fetched, changed or failed.
    ///   - late: called when a repository has been fetched that the walk did not wait for; see ``resume(at:)``.
    /// - Throws: ``FetchError`` when the options cannot be used.
    public init(
        store: ObjectStore, options: SynchronisationOptions, logger: Logger,
        late: @escaping @Sendable () -> Void = {}
    ) throws(FetchError) {
        self.store = store
        self.options = options
        self.logger = logger
        self.late = late
        fetcher = try HTTPSFetcher(options: options.https)
        let places = max(1, options.fetchesAtOnce)
        permits = Permits(
            FetchSchedule.Bounds(
                places: places, perHost: max(1, options.fetchesPerHost), parked: places * options.parkedFetches))
        // A store that cannot be read says so in the first walk.
        let known = (try? store.repositories()) ?? []
        let proven = Set(known.filter { $0.updated != nil && $0.failure == nil }.map(\.uri))
        state = Mutex(State(proven: proven, budget: Synchroniser.budget(options)))
    }

    /// Starts a new walk: everything is to be fetched again.
    ///
    /// - Parameter date: the clock of the walk.
    public func begin(at date: Date) {
        state.withLock { state in
            state.date = date
            // Only what the last walk came across: repositories that no CA names any more are forgotten.
            var known: [Target: SynchronisedRepository] = [:]
            for (target, repository) in state.done {
                known[target] = repository.isUnderWay ? state.known[target] : repository
                if !repository.isUnderWay {
                    state.fetches[target] = nil
                    state.ended[target] = nil
                }
            }
            // Repositories that no CA names any more are not remembered.
            state.fallbacks.formIntersection(state.done.keys)
            state.known = known
            state.done = [:]
            state.named = [:]
            // What hindered the last walk, such as a full disk, may be over.
            state.fault = nil
            state.budget = Synchroniser.budget(options)
        }
    }

    /// Starts a walk that goes on from the last one: what has come since then is used, what is still being fetched is
    /// not waited for again, and nothing is fetched twice.
    ///
    /// - Parameter date: the clock of the walk.
    public func resume(at date: Date) {
        state.withLock { state in
            state.date = date
            for (target, repository) in state.done where repository.isUnderWay && state.ended[target] != nil {
                state.done[target] = nil
            }
            state.fault = nil
            state.budget = Synchroniser.budget(options)
        }
    }

    /// Repositories that the walk did not wait for.
    public var unfinished: Int { state.withLock { $0.done.values.count { $0.isUnderWay } } }

    private static func budget(_ options: SynchronisationOptions) -> WalkBudget {
        WalkBudget(total: options.walkSeconds, silence: options.silentSeconds)
    }

    /// Takes note of what a fetch gave.
    func end(_ target: Target, _ repository: SynchronisedRepository) {
        let isLate = state.withLock { state in
            state.ended[target] = repository
            return state.done[target]?.isUnderWay ?? false
        }
        if isLate { late() }
    }

    /// Ends what is under way and closes connections.
    public func shutdown() async {
        for task in state.withLock({ Array($0.fetches.values) }) { task.cancel() }
        // A connection that is being made is not waited for: a silent server would hold up the end.
        let end = Task { [fetcher] in await fetcher.shutdown() }
        _ = await end.ends(within: .seconds(1))
    }

    /// The reason why the store could not be used in this walk, if it could not.
    public var fault: SQLiteFileError? { state.withLock { $0.fault } }

    // MARK: The source

    public func readyFolder(for location: PublicationLocation) -> (any ObjectFolder)? {
        guard case .use(let repository) = decision(for: location) else { return nil }
        return folder(location, of: repository)
    }

    public func folder(for location: PublicationLocation) async -> any ObjectFolder {
        // A walk that was cancelled gets no decision any more.
        while !Task.isCancelled {
            switch decision(for: location) {
            case .use(let repository):
                return folder(location, of: repository)
            case .fetch(let target):
                _ = await fetched(target, for: [location.trustAnchor] + location.path)
            }
        }
        return NoFolder()
    }

    private func folder(_ location: PublicationLocation, of repository: SynchronisedRepository?) -> any ObjectFolder {
        guard let repository else { return NoFolder() }
        return StoredFolder(location.repository.asDirectory, of: repository, in: store) { [weak self] error in
            self?.state.withLock { $0.fault = $0.fault ?? error }
        }
    }

    public func trustAnchorCertificate(at uri: String) async throws(SourceError) -> [UInt8]? {
        let target: Target
        if let rsync = RsyncURI(uri) {
            guard options.usesRsync || !options.fetches else { throw SourceError("rsync is disabled") }
            target = .rsyncFile(rsync)
        } else if let https = HTTPSURI(uri, allowsPlain: options.https.allowsPlain) {
            target = .file(https)
        } else {
            throw SourceError("neither an rsync nor an https URI")
        }
        // A locator has further URIs, whose turn must come before the time is over.
        let repository = await fetched(target, for: [], share: 2)
        guard repository.isCurrent else { throw SourceError(repository.failure ?? "not fetched") }
        do throws(SQLiteFileError) {
            return try store.single(of: repository.id)
        } catch {
            state.withLock { $0.fault = $0.fault ?? error }
            throw SourceError("\(error)")
        }
    }

    // MARK: Which repository serves a point

    private enum Decision {
        case use(SynchronisedRepository?)
        case fetch(Target)
    }

    private func decision(for location: PublicationLocation) -> Decision {
        state.withLock { state in
            var rrdp: SynchronisedRepository?
            if options.usesRRDP, let text = location.notification,
                let uri = HTTPSURI(text, allowsPlain: options.https.allowsPlain)
            {
                guard state.admit(.rrdp(uri), location.trustAnchor, options.repositories) else { return .use(nil) }
                guard let found = state.done[.rrdp(uri)] else { return .fetch(.rrdp(uri)) }
                if found.isCurrent { state.fallbacks.remove(.rrdp(uri)) }
                if found.isCurrent || found.isUnderWay || !options.usesRsync || keepsToRRDP(found, uri, state.date) {
                    return .use(found)
                }
                rrdp = found
            }
            guard options.usesRsync, let module = location.repository.module else { return .use(rrdp) }
            guard state.admit(.module(module), location.trustAnchor, options.repositories) else { return .use(rrdp) }
            guard let rsync = state.done[.module(module)] else { return .fetch(.module(module)) }
            guard let rrdp else { return .use(rsync) }
            let isFallback = rsync.isCurrent || rsync.updated > rrdp.updated
            noteFallback(isFallback, location, rrdp, &state)
            return .use(isFallback ? rsync : rrdp)
        }
    }

    /// Reports, once each time that it begins, that a repository is served from rsync since its RRDP fails.
    private func noteFallback(
        _ isFallback: Bool, _ location: PublicationLocation, _ rrdp: SynchronisedRepository, _ state: inout State
    ) {
        guard isFallback, let notification = location.notification,
            let uri = HTTPSURI(notification, allowsPlain: true),
            state.fallbacks.insert(.rrdp(uri)).inserted
        else { return }
        logger.warning(
            "repository fell back to rsync",
            metadata: [
                "repository": "\(notification)", "rsync": "\(location.repository.asDirectory)",
                "reason": "\(rrdp.failure ?? "")",
            ])
    }

    /// True if RRDP, which has failed, is still to be waited for.
    private func keepsToRRDP(_ repository: SynchronisedRepository, _ uri: HTTPSURI, _ date: Date) -> Bool {
        switch options.fallback {
        case .immediate: return false
        case .never: return true
        case .delayed:
            guard repository.updated > 0, let failing = repository.failing else { return false }
            // Each repository has its own moment, the same for as long as it fails: the routers of the world must not
            // all use the rsync server simultaneously.
            var seed = ObjectHash(of: Array("\(uri) \(failing) \(salt)".utf8)).octets.prefix(4)
                .reduce(0) { $0 << 8 | Int($1) }
            seed %= max(1, options.fallbackDelay)
            let waited = date.timeIntervalSince1970 - failing
            // Less than nothing where the clock was set back.
            return waited >= 0 && waited < Double(seed)
        }
    }
}

extension Synchroniser.State {
    /// Takes note that a CA under `anchor` names `target`; false when it names too many.
    fileprivate mutating func admit(_ target: Synchroniser.Target, _ anchor: String, _ limit: Int) -> Bool {
        if named[anchor]?.contains(target) ?? false { return true }
        guard named[anchor, default: []].count < limit else { return false }
        named[anchor, default: []].insert(target)
        return true
    }
}

/// The folder of a repository that may not be fetched.
private struct NoFolder: ObjectFolder {
    func object(at uri: RsyncURI) throws(SourceError) -> [UInt8]? { nil }
    func hash(at uri: RsyncURI) -> ObjectHash? { nil }
    var stamp: FolderStamp? { nil }
}

extension RsyncURI {
    /// `rsync://HOST/MODULE/`: what is fetched as one.
    var module: RsyncURI? {
        let parts = relativePath.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count > 2 || (parts.count == 2 && isDirectory) else { return nil }
        return RsyncURI("rsync://\(parts[0])/\(parts[1])/")
    }
}
