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
            Stop the node first. All of the backup is checked before anything is changed; one that is damaged, or of a \
            later version, is refused. desk.sqlite in the folder of the node ("state" of the configuration) becomes what \
            is in the backup; the file of before is kept as desk.sqlite.replaced. The configuration file stays as it is: \
            --configuration-to writes the one in the backup to another file.

            Exit: 0 restored; 1 failed, and nothing was changed; 2 wrong usage.
            """)

    @Argument(help: "The backup.")
    var backup: String

    @Option(
        help: ArgumentHelp(
            "Write the configuration that is in the backup to this file, which must not exist.", valueName: "file"))
    var configurationTo: String?

    @Flag(help: "Check the backup and say what is in it; change nothing.")
    var check = false

    @OptionGroup var node: DeskOptions

    func run() async throws {
        let found: DeskBackup
        do {
            found = try DeskBackup(verifying: backup)
        } catch {
            throw Failure("\(error)")
        }
        try StandardOutput.print("\(found.summary) at \(RFC3339(found.created)): sound")
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
        let kept = replaced.map { "; the file of before is \($0)" } ?? ""
        try StandardOutput.print("\(folder)/desk.sqlite restored; schema \(DeskBackup.knownSchema)\(kept)")
    }

    private func hold(_ folder: String) throws(Failure) -> StateFolder {
        do {
            return try StateFolder(folder)
        } catch {
            if case .inUse(let path) = error { throw Failure("\(path): the node runs; stop it first") }
            throw Failure("\(error)")
        }
    }

    private func write(_ file: DeskBackup.File?, to path: String) throws {
        guard let file else { throw Failure("the backup has no configuration") }
        guard !LocalFile.exists(path) else { throw Failure("\(path): there is a file; it is not replaced") }
        do throws(LocalFileError) {
            try AtomicFile.write(file.octets.span, to: path, access: .owner)
        } catch {
            throw Failure("\(error)")
        }
        try StandardOutput.print("\(path): the configuration of the backup")
    }

    /// Says where the configuration is not the one that the backup has.
    private func sayDifference(_ backup: DeskBackup) throws {
        guard let path = node.file, let kept = backup.configuration,
            try node.overrides.source(path: path).backupFile()?.octets != kept.octets
        else { return }
        StandardError.print(
            "atalaya: \(path) is not the configuration in the backup; --configuration-to writes that one to a file")
    }
}
