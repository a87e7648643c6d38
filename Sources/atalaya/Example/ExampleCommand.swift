internal import ArgumentParser
internal import FoundationEssentials
internal import RPKITesting

struct ExampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "example",
        abstract: "Write an example repository for trying the other commands.",
        discussion: """
            Creates the RPKI of a fictional island economy, made of documentation resources, with new keys and a few \
            deliberate faults. Writes FOLDER/faro.tal and FOLDER/repository.

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @Argument(help: "Folder to create. If it exists, it must be empty.")
    var folder: String

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Time at which the objects are valid, such as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Option(
        name: .customLong("rrdp"),
        help: ArgumentHelp(
            """
            Create a large RRDP repository instead, for a web server to publish under this URI, with FOLDER/large.tal. \
            Then read commands from standard input, one per line: `roa` adds a ROA, `reissue` renews a manifest.
            """, valueName: "uri"))
    var rrdp: String?

    @Option(
        name: .customLong("size"),
        help: "Number of CAs in the large repository, 1 to 65536. Each has 7 ROAs and one ASPA.")
    var size = 100

    func validate() throws {
        guard (1...65_536).contains(size) else { throw ValidationError("--size: 1 to 65536") }
        if let rrdp, !rrdp.hasPrefix("https://") || !rrdp.hasSuffix("/") {
            throw ValidationError("--rrdp must be an https URI that ends with a slash.")
        }
    }

    func run() throws {
        do {
            let files = FileManager.default
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            guard try files.contentsOfDirectory(atPath: folder).isEmpty else {
                throw Failure("\(folder): is not empty; name a new folder")
            }
            if let rrdp {
                try publish(under: rrdp)
            } else {
                try write()
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("\(folder): \(error)")
        }
    }

    private func write() throws {
        let repository = try ExampleRepository.build(at: moment?.date ?? Date())
        try repository.write(to: folder + "/repository")
        let locator = try repository.writeTAL(to: folder)
        StandardError.print("\(repository.files.count) objects written")
        try StandardOutput.print(
            "atalaya rpki validate --tal \(locator) --repository \(folder)/repository --format summary")
    }

    private func publish(under base: String) throws {
        var publisher = try ExamplePublisher(
            authorities: size, folder: folder, base: base, at: moment?.date ?? Date())
        StandardError.print("\(publisher.objects) objects published; enter `roa` or `reissue` to make a change")
        try StandardOutput.print("serial \(publisher.serial.map(String.init(describing:)) ?? "none")")
        while let line = readLine() {
            switch line {
            case "roa": try publisher.addROA(at: moment?.date ?? Date())
            case "reissue": try publisher.reissue(at: moment?.date ?? Date())
            default: throw Failure("standard input: '\(line.prefix(40))' is not a command; use roa or reissue")
            }
            try StandardOutput.print("serial \(publisher.serial.map(String.init(describing:)) ?? "none")")
        }
    }
}
