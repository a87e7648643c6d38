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
            The backup is one file. It contains desk.sqlite and the configuration file, but no RTR sessions. Only its owner can \
            read it. The node may be running. The file is verified before it replaces an older one. To restore it, use \
            "atalaya restore". To let the node write backups regularly, set backup.folder in its configuration.

            Exit: 0 written; 1 failed; 2 wrong usage.
            """)

    @Argument(help: "File to write. An existing file is replaced.")
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
    /// The content, on one line.
    var summary: String {
        "\(path): desk.sqlite with schema \(schema)" + (configuration.map { " and \($0.path)" } ?? "")
            + ", written by atalaya \(program)"
    }
}
