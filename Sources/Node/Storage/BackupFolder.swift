internal import DeskStore
internal import FoundationEssentials
internal import LocalFiles
internal import SQLiteFile
internal import TextFormats

/// A folder of backups that are made on a schedule: their names are their times, and the oldest go.
struct BackupFolder: Sendable {
    let path: String
    /// The number of backups that are kept.
    let keep: Int

    private static let (prefix, suffix) = ("atalaya-", ".backup")

    /// The name of a backup of a moment: `atalaya-20260316T070000Z.backup`.
    static func name(at date: Date) -> String {
        let time = "\(RFC3339(Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))))"
        return prefix + time.filter { $0 != "-" && $0 != ":" } + suffix
    }

    /// The moment that a name says; `nil` for the name of anything else.
    static func date(of name: String) -> Date? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
        let time = name.dropFirst(prefix.count).dropLast(suffix.count)
        guard time.count == 16 else { return nil }
        var text = ""
        for (place, character) in time.enumerated() {
            if place == 4 || place == 6 { text += "-" }
            if place == 11 || place == 13 { text += ":" }
            text.append(character)
        }
        return RFC3339(text)?.date
    }

    /// The backups in the folder, the oldest first.
    var names: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { BackupFolder.date(of: $0) != nil }.sorted()
    }

    /// The path of the latest; `nil` where there is none.
    var latest: String? { names.last.map { path + "/" + $0 } }

    /// Seconds from `now` until the next is due.
    func pause(every seconds: Double, at now: Date) -> Double {
        guard let last = names.last.flatMap(BackupFolder.date), last <= now else { return 0 }
        return max(0, seconds - now.timeIntervalSince(last))
    }

    /// Makes a backup, and removes the oldest that are more than are kept.
    func add(of state: String, configuration: DeskBackup.File?, program: String, at now: Date) throws(SQLiteFileError)
        -> DeskBackup
    {
        do throws(LocalFileError) {
            try PrivateFiles.makeFolder(path)
        } catch {
            throw .folder(path: error.path, reason: error.reason)
        }
        let backup = try DeskBackup.write(
            of: state, to: path + "/" + BackupFolder.name(at: now), configuration: configuration, program: program,
            at: now)
        for name in names.dropLast(keep) { LocalFile.remove(path + "/" + name) }
        return backup
    }
}
