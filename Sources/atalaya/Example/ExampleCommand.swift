internal import ArgumentParser
internal import FoundationEssentials
internal import RPKITesting

struct ExampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "example",
        abstract: "Write an example repository to try the other commands on.",
        discussion: """
            Makes the RPKI of an island economy of documentation resources, with keys made for the occasion and a few \
            faults to find, as FOLDER/faro.tal and FOLDER/repository.

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @Argument(help: "The folder, which is made; an existing one must be empty.")
    var folder: String

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp("The time that the objects are made for. Default: now.", valueName: "time"))
    var moment: Moment?

    @Option(
        name: .customLong("rrdp"),
        help: ArgumentHelp(
            """
            Make a large repository instead, in the form in which a web server publishes it under this URI (RRDP), with \
            FOLDER/large.tal. Then each line of standard input makes a change: `roa` adds one, `reissue` renews a manifest.
            """, valueName: "uri"))
    var rrdp: String?

    @Option(name: .customLong("size"), help: "CAs of the large repository, each with 7 ROAs and an ASPA: 1 to 65536.")
    var size = 100

    func validate() throws {
        guard (1...65_536).contains(size) else { throw ValidationError("--size: 1 to 65536") }
        if let rrdp, !rrdp.hasPrefix("https://") || !rrdp.hasSuffix("/") {
            throw ValidationError("--rrdp: an https URI with a slash at its end")
        }
    }

    func run() throws {
        do {
            let files = FileManager.default
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            guard try files.contentsOfDirectory(atPath: folder).isEmpty else {
                throw Failure("\(folder): not empty")
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
        StandardError.print("\(publisher.objects) objects published; a line `roa` or `reissue` makes a change")
        try StandardOutput.print("serial \(publisher.serial.map(String.init(describing:)) ?? "none")")
        while let line = readLine() {
            switch line {
            case "roa": try publisher.addROA(at: moment?.date ?? Date())
            case "reissue": try publisher.reissue(at: moment?.date ?? Date())
            default: throw Failure("standard input: '\(line.prefix(40))' is neither roa nor reissue")
            }
            try StandardOutput.print("serial \(publisher.serial.map(String.init(describing:)) ?? "none")")
        }
    }
}
