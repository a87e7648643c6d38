internal import ArgumentParser
internal import ConfigurationKeys
internal import DeskStore
internal import Node
internal import SQLiteFile

/// Which node's `desk.sqlite` is meant.
struct DeskOptions: ParsableArguments {
    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: ArgumentHelp("Configuration file of the node.", valueName: "file"))
    var file: String?

    @OptionGroup var overrides: ConfigurationOverrides

    func configuration() throws(Failure) -> NodeConfiguration {
        do {
            return try overrides.source(path: file).reading()
        } catch {
            for problem in error.problems { StandardError.print("\(problem)") }
            throw Failure("could not use the configuration")
        }
    }

    /// Returns the result of `body` for the database, which is closed then.
    func open<Result>(_ body: (DeskDatabase) throws -> Result) throws -> Result {
        let folder = try configuration().state
        do {
            let desk = try StateFolder.desk(of: folder)
            defer { try? desk.close() }
            return try body(desk)
        } catch let error as SQLiteFileError {
            throw Failure("\(error)" + (error.remedy(configuration: file).map { "; \($0)" } ?? ""))
        }
    }
}
