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
            "Trust anchor locators (RFC 8630). Default: built-in locators of the five regional registries.",
            valueName: "file"))
    var locators: [String] = []

    @Option(
        help: ArgumentHelp(
            "Local copy to validate, laid out as HOST/MODULE/PATH like an rsync copy. Default: fetch repositories "
                + "into the cache.",
            valueName: "folder"))
    var repository: String?

    @OptionGroup(title: "Fetching") var sync: SyncOptions

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Time at which to check validity, such as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Option(
        help: ArgumentHelp(
            "Folder for fetched objects, last valid states and verdicts, kept between runs. Only one process can use "
                + "it at a time. Default: atalaya in the user's cache folder; none with --repository.",
            valueName: "folder"))
    var cache: String?

    @Flag(help: "Use nothing from earlier runs, and keep nothing for later ones.")
    var noCache = false

    @Option(
        name: .customLong("skiplist"),
        help: ArgumentHelp("File of hosts and URIs to ignore, one per line.", valueName: "file"))
    var skipListFile: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Resources that a trust anchor may certify: NAME.constraints for the locator NAME. The file "
                + "NAME.constraints next to NAME.tal is always read.", valueName: "file"))
    var constraints: [String] = []

    @Option(
        name: .customLong("slurm"), parsing: .upToNextOption,
        help: ArgumentHelp("Local exceptions (SLURM, RFC 8416; also version 2 with ASPAs).", valueName: "file"))
    var exceptions: [String] = []

    @OptionGroup var profile: ProfileOptions

    @Option(help: "Number of publication points to validate in parallel. Default: one per core.")
    var workers: Int?

    @Option(
        help: ArgumentHelp(
            "Maximum number of certificates from a trust anchor down to the deepest CA.", valueName: "number"))
    var maxDepth = ValidationLimits().depth

    @Option(
        name: .customLong("limit"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Set a limit on external input: \(LimitArgument.names.joined(separator: ", ")). See Docs/Limits.md.",
            valueName: "name=number"))
    var limitArguments: [LimitArgument] = []

    func validate() throws {
        guard cache == nil || !noCache else { throw ValidationError("--cache and --no-cache exclude each other.") }
        guard workers.map({ $0 >= 1 && $0 <= 1024 }) ?? true else {
            throw ValidationError("--workers must be a number from 1 to 1024.")
        }
        guard (1...1000).contains(maxDepth) else {
            throw ValidationError("--max-depth must be a number from 1 to 1000.")
        }
    }

    var date: Date { moment?.date ?? Date() }

    /// Reads the locators. One that is damaged fails the command: a trust anchor left out by mistake is worse.
    func trustAnchors() throws(Failure) -> [TrustAnchorLocator] {
        var result: [TrustAnchorLocator] = []
        do {
            if locators.isEmpty { return try TrustAnchorLocator.registries() }
        } catch {
            throw Failure("could not read the built-in locators: \(error)")
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

    /// The fetch options, with the limits of the command line.
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
            throw Failure("\(root): folder does not exist")
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
            // Everything in it can be fetched again.
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
                    StandardError.print("could not clean the cache: \(error)")
                }
                try store.close()
                if store.lacksRoom {
                    StandardError.print("disk full: could not save the results in \(store.folder)")
                }
            }
        } catch let error as SQLiteFileError {
            if case .damaged = error { throw error }
            throw Failure("\(error)")
        }
        guard run.trustAnchors.contains(where: \.isFound) else {
            for rejection in run.rejections { StandardError.print("\(rejection)") }
            throw Failure("could not validate any trust anchor; nothing was written")
        }
        return run
    }
}
