internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials
internal import Node
internal import SQLiteFile

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a backup of the data that cannot be fetched again: alerts and configuration.",
        discussion: """
            The backup is one file, with all of desk.sqlite and the configuration file. The node may run. The backup is \
            verified before it gets its name, and only its owner can read it. RTR sessions are never in it. Restore it \
            with "atalaya restore". The node makes backups by itself with backup.folder in its configuration.

            Exit: 0 written; 1 failed; 2 wrong usage.
            """)

    @Argument(help: "The file to write. An older one is replaced.")
    var backup: String

    @OptionGroup var node: DeskOptions

    func run() async throws {
        let folder = try node.configuration().state
        do {
            // What an earlier version left is taken over first.
            try StateFolder.desk(of: folder).close()
            let written = try DeskBackup.write(
                of: folder, to: backup, configuration: try node.overrides.source(path: node.file).backupFile(),
                program: ProgramVersion.current, at: Date())
            try StandardOutput.print(written.summary)
        } catch let error as SQLiteFileError {
            throw Failure("\(error)" + (error.remedy(configuration: node.file).map { "; \($0)" } ?? ""))
        }
    }
}

extension DeskBackup {
    /// What is in it, on one line.
    var summary: String {
        "\(path): desk.sqlite with schema \(schema)" + (configuration.map { " and \($0.path)" } ?? "")
            + ", written by atalaya \(program)"
    }
}
