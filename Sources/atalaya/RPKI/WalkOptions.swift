internal import ArgumentParser
internal import FoundationEssentials
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation

/// The options of every command that walks a repository.
struct WalkOptions: ParsableArguments {
    @Option(
        name: .customLong("tal"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Trust anchor locators (RFC 8630). Without any: those of the five regional registries, which the program carries.",
            valueName: "file"))
    var locators: [String] = []

    @Option(help: ArgumentHelp("The local copy, laid out HOST/MODULE/PATH as rsync leaves it.", valueName: "folder"))
    var repository: String

    @Option(name: .customLong("at"), help: ArgumentHelp("The clock, as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Option(
        help: ArgumentHelp(
            "Keep what was last valid, and verdicts, in this folder from run to run. One process at a time uses it.",
            valueName: "folder"))
    var cache: String?

    @Flag(help: "Keep and use nothing from other runs. This is the default.")
    var noCache = false

    @Option(help: "Publication points worked on at once. Default: one for each core.")
    var workers: Int?

    @Option(
        help: ArgumentHelp("Certificates from a trust anchor down to the deepest CA.", valueName: "number"))
    var maxDepth = ValidationLimits().depth

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

    /// Walks the repository.
    ///
    /// - Parameter recordsIssuers: whether chains will be asked for.
    func run(recordsIssuers: Bool = false) async throws -> ValidationRun {
        let anchors = try trustAnchors()
        var isFolder = false
        guard FileManager.default.fileExists(atPath: repository, isDirectory: &isFolder), isFolder else {
            throw Failure("\(repository): no such folder")
        }
        var limits = ValidationLimits()
        limits.depth = maxDepth
        let store: ObjectStore?
        do {
            store = try cache.map(ObjectStore.init(folder:))
        } catch {
            throw Failure("\(error)")
        }
        let validator = Validator(
            source: LocalRepository(root: repository, sizeLimit: limits.decoding.objectSize), store: store,
            limits: limits, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        let date = date
        let progress = ProgressLine()
        let run = try await validator.run(from: anchors, at: date, recordsIssuers: recordsIssuers, progress: progress.update)
        progress.end()
        do {
            try store?.prune(before: date)
            try store?.close()
        } catch {
            throw Failure("\(error)")
        }
        guard run.trustAnchors.contains(where: \.isFound) else {
            for rejection in run.rejections { StandardError.print("\(rejection)") }
            throw Failure("no trust anchor could be validated; nothing is written")
        }
        return run
    }
}
