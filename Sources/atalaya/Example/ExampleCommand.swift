internal import ArgumentParser
internal import FoundationEssentials
internal import RPKITesting

struct ExampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "example",
        abstract: "Write an example repository to try the other commands on.",
        discussion: """
            Makes the RPKI of an island economy of documentation resources, with keys made for the occasion and a few \
            faults to find, as FOLDER/example.tal and FOLDER/repository.

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @Argument(help: "The folder, which is made; an existing one must be empty.")
    var folder: String

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp("The time that the objects are made for. Default: now.", valueName: "time"))
    var moment: Moment?

    func run() throws {
        do {
            let files = FileManager.default
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            guard try files.contentsOfDirectory(atPath: folder).isEmpty else {
                throw Failure("\(folder): not empty")
            }
            let repository = try ExampleRepository.build(at: moment?.date ?? Date())
            try repository.write(to: folder + "/repository")
            let locator = try repository.writeTAL(to: folder)
            StandardError.print("\(repository.files.count) objects written")
            try StandardOutput.print(
                "atalaya rpki validate --tal \(locator) --repository \(folder)/repository --format summary")
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("\(folder): \(error)")
        }
    }
}
