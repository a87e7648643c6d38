internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials
internal import LocalFiles
internal import Node
internal import SQLiteFile
internal import TextFormats

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restore a backup that \"atalaya backup\" or the node has written.",
        discussion: """
            Stop the node first. The whole backup is checked before anything is changed; a backup that is damaged, or was \
            written by a later version, is refused. Replaces desk.sqlite in the state folder of the node (key "state" of the \
            configuration); the previous file is kept as desk.sqlite.replaced. The configuration file is not changed; \
            --configuration-to writes the one in the backup to another file.

            Exit: 0 restored; 1 failed, and nothing was changed; 2 wrong usage.
            """)

    @Argument(help: "Backup file.")
    var backup: String

    @Option(
        help: ArgumentHelp(
            "Write the configuration file in the backup to this file, which must not exist.", valueName: "file"))
    var configurationTo: String?

    @Flag(help: "Check the backup and print what it contains; change nothing.")
    var check = false

    @OptionGroup var node: DeskOptions

    func run() async throws {
        let found: DeskBackup
        do {
            found = try DeskBackup(verifying: backup)
        } catch {
            throw Failure("\(error)")
        }
        try StandardOutput.print("\(found.summary) at \(RFC3339(found.created)): no damage found")
        if check { return }
        if let configurationTo { try write(found.configuration, to: configurationTo) }
        try restore(found, to: try node.configuration().state)
        try sayDifference(found)
    }

    private func restore(_ backup: DeskBackup, to folder: String) throws {
        let state = try hold(folder)
        defer { state.release() }
        let replaced: String?
        do {
            replaced = try backup.restore(to: folder)
        } catch {
            throw Failure("\(error)")
        }
        let kept = replaced.map { "; the previous file is \($0)" } ?? ""
        try StandardOutput.print("\(folder)/desk.sqlite restored; schema \(DeskBackup.knownSchema)\(kept)")
    }

    private func hold(_ folder: String) throws(Failure) -> StateFolder {
        do {
            return try StateFolder(folder)
        } catch {
            if case .inUse(let path) = error { throw Failure("\(path): the node is running; stop it first") }
            throw Failure("\(error)")
        }
    }

    private func write(_ file: DeskBackup.File?, to path: String) throws {
        guard let file else { throw Failure("the backup contains no configuration file") }
        guard !LocalFile.exists(path) else { throw Failure("\(path): a file with this name exists; not replaced") }
        do throws(LocalFileError) {
            try AtomicFile.write(file.octets.span, to: path, access: .owner)
        } catch {
            throw Failure("\(error)")
        }
        try StandardOutput.print("\(path): wrote the configuration file of the backup")
    }

    /// Says where the configuration is not the one that the backup has.
    private func sayDifference(_ backup: DeskBackup) throws {
        guard let path = node.file, let kept = backup.configuration,
            try node.overrides.source(path: path).backupFile()?.octets != kept.octets
        else { return }
        StandardError.print(
            "atalaya: \(path) differs from the configuration file in the backup; to write that one to a file, use --configuration-to"
        )
    }
}
