internal import ArgumentParser
internal import FoundationEssentials
internal import Logging
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation
internal import SQLiteFile
internal import ValidatedPayloads

/// The options of every command that walks a repository.
struct WalkOptions: ParsableArguments {
    @Option(
        name: .customLong("tal"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Trust anchor locators (RFC 8630). Without any: those of the five regional registries, which the program carries.",
            valueName: "file"))
    var locators: [String] = []

    @Option(
        help: ArgumentHelp(
            "A local copy, laid out HOST/MODULE/PATH as rsync leaves it. Without one, repositories are fetched to the cache.",
            valueName: "folder"))
    var repository: String?

    @OptionGroup(title: "Fetching") var sync: SyncOptions

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp("The clock, as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Option(
        help: ArgumentHelp(
            "Keep what was fetched, what was last valid, and verdicts, in this folder from run to run. One process at a "
                + "time uses it. Default with --repository: none; without: atalaya in the user's cache folder.",
            valueName: "folder"))
    var cache: String?

    @Flag(help: "Keep and use nothing from other runs.")
    var noCache = false

    @Option(
        name: .customLong("skiplist"),
        help: ArgumentHelp("Leave out the hosts and URIs that this file names, one a line.", valueName: "file"))
    var skipListFile: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What a trust anchor may speak of: NAME.constraints for the locator NAME. One beside NAME.tal is read "
                + "unasked.", valueName: "file"))
    var constraints: [String] = []

    @Option(
        name: .customLong("slurm"), parsing: .upToNextOption,
        help: ArgumentHelp("Local exceptions (RFC 8416, and version 2 with ASPAs).", valueName: "file"))
    var exceptions: [String] = []

    @OptionGroup var profile: ProfileOptions

    @Option(help: "Publication points worked on at once. Default: one for each core.")
    var workers: Int?

    @Option(
        help: ArgumentHelp("Certificates from a trust anchor down to the deepest CA.", valueName: "number"))
    var maxDepth = ValidationLimits().depth

    @Option(
        name: .customLong("limit"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Set a limit on what comes from outside: \(LimitArgument.names.joined(separator: ", ")). "
                + "Docs/Limits.md says what they are.", valueName: "name=number"))
    var limitArguments: [LimitArgument] = []

    func validate() throws {
        guard cache == nil || !noCache else { throw ValidationError("--cache and --no-cache exclude each other.") }
        guard workers.map({ $0 >= 1 && $0 <= 1024 }) ?? true else {
            throw ValidationError("--workers is a number from 1 to 1024.")
        }
        guard (1...1000).contains(maxDepth) else { throw ValidationError("--max-depth is a number from 1 to 1000.") }
    }

    var date: Date { moment?.date ?? Date() }

    /// Reads the locators. One that is damaged fails the command: a trust anchor left out by mistake is worse.
    func trustAnchors() throws(Failure) -> [TrustAnchorLocator] {
        var result: [TrustAnchorLocator] = []
        do {
            if locators.isEmpty { return try TrustAnchorLocator.registries() }
        } catch {
            throw Failure("the locators of the registries: \(error)")
        }
        for path in locators {
            let octets = try InputFile.read(path, limit: 65_536)
            do {
                result.append(try TrustAnchorLocator(decoding: octets, name: InputFile.name(path, without: ".tal")))
            } catch {
                throw Failure("\(path): \(error)")
            }
        }
        return result
    }

    /// Reads skip list and constraints.
    private func localPolicy() throws(Failure) -> LocalPolicy {
        var policy = LocalPolicy()
        if let path = skipListFile { policy.skipList = try PolicyFile.read(path, SkipList.init) }
        let beside = locators.map { ($0.hasSuffix(".tal") ? String($0.dropLast(4)) : $0) + ".constraints" }
            .filter { FileManager.default.fileExists(atPath: $0) }
        for path in beside + constraints {
            policy.constraints[InputFile.name(path, without: ".constraints")] =
                try PolicyFile.read(path, TrustAnchorConstraints.init)
        }
        return policy
    }

    /// Reads the local exceptions; `nil` when there are none.
    func localExceptions() throws(Failure) -> SLURM? {
        try ExceptionFiles.read(exceptions)
    }

    /// The limits that the command line sets.
    var limits: ValidationLimits {
        var limits = ValidationLimits()
        limits.depth = maxDepth
        profile.apply(to: &limits.decoding)
        for argument in limitArguments {
            if case .validation(let path) = argument.path { limits[keyPath: path] = argument.value }
        }
        return limits
    }

    /// How repositories are fetched, with the limits that the command line sets.
    private func fetching() throws(Failure) -> SynchronisationOptions {
        var options = try sync.options(objectSize: limits.decoding.objectSize, trusting: try trustAnchors())
        for argument in limitArguments {
            if case .fetching(let path) = argument.path { options[keyPath: path] = argument.value }
        }
        return options
    }

    /// Walks the repository, or fetches and walks.
    ///
    /// - Parameters:
    ///   - recordsIssuers: whether chains will be asked for.
    ///   - inspect: called with the store after the walk, when there is one.
    func run(
        recordsIssuers: Bool = false, inspect: (ObjectStore) throws -> Void = { _ in }
    ) async throws -> ValidationRun {
        guard repository == nil else { return try await walkCopy(recordsIssuers: recordsIssuers, inspect) }
        if noCache {
            let folder = FileManager.default.temporaryDirectory.path + "/atalaya-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            return try await fetchAndWalk(cache: folder, recordsIssuers: recordsIssuers, inspect)
        }
        return try await fetchAndWalk(
            cache: try cache ?? Cache.folder(), recordsIssuers: recordsIssuers, inspect)
    }

    private func walkCopy(
        recordsIssuers: Bool, _ inspect: (ObjectStore) throws -> Void
    ) async throws -> ValidationRun {
        let root = repository ?? ""
        var isFolder = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder else {
            throw Failure("\(root): no such folder")
        }
        let store = try cache.map(Cache.open)
        return try await walk(
            LocalRepository(root: root, sizeLimit: limits.decoding.objectSize, stampsAt: store.map { _ in Date() }),
            store, recordsIssuers, inspect)
    }

    private func fetchAndWalk(
        cache: String, recordsIssuers: Bool, _ inspect: (ObjectStore) throws -> Void
    ) async throws -> ValidationRun {
        var store = try Cache.open(cache)
        do {
            return try await fetchAndWalk(store, recordsIssuers, inspect)
        } catch SQLiteFileError.damaged(let path, let reason) {
            // Whatever was in it can be fetched again.
            try? store.close()
            store = try Cache.rebuild(cache, path, reason)
            return try await fetchAndWalk(store, recordsIssuers, inspect)
        }
    }

    private func fetchAndWalk(
        _ store: ObjectStore, _ recordsIssuers: Bool, _ inspect: (ObjectStore) throws -> Void
    ) async throws -> ValidationRun {
        let options = try fetching()
        sync.warnOfEnvironment()
        let synchroniser: Synchroniser
        do {
            synchroniser = try Synchroniser(
                store: store, options: options,
                logger: Logger(label: "atalaya.sync") { _ in FetchLog() })
        } catch {
            throw Failure("\(error)")
        }
        synchroniser.begin(at: date)
        do {
            let run = try await walk(synchroniser, store, recordsIssuers) { store in
                if let fault = synchroniser.fault { throw fault }
                try inspect(store)
            }
            await synchroniser.shutdown()
            return run
        } catch {
            await synchroniser.shutdown()
            throw error
        }
    }

    private func walk(
        _ source: any ObjectSource, _ store: ObjectStore?, _ recordsIssuers: Bool,
        _ inspect: (ObjectStore) throws -> Void
    ) async throws -> ValidationRun {
        let anchors = try trustAnchors()
        let validator = Validator(
            source: source, store: store, limits: limits, policy: try localPolicy(),
            workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        let date = date
        let progress = ProgressLine()
        let run: ValidationRun
        do {
            run = try await validator.run(
                from: anchors, at: date, recordsIssuers: recordsIssuers, progress: progress.update)
            progress.end()
            if let store {
                try inspect(store)
                do throws(SQLiteFileError) {
                    try store.prune(before: date)
                } catch {
                    guard error.isFull else { throw error }
                    StandardError.print("the cache could not be cleaned: \(error)")
                }
                try store.close()
                if store.lacksRoom {
                    StandardError.print("the disk is full: what was validated is not remembered in \(store.folder)")
                }
            }
        } catch let error as SQLiteFileError {
            if case .damaged = error { throw error }
            throw Failure("\(error)")
        }
        guard run.trustAnchors.contains(where: \.isFound) else {
            for rejection in run.rejections { StandardError.print("\(rejection)") }
            throw Failure("no trust anchor could be validated; nothing is written")
        }
        return run
    }
}
