internal import FoundationEssentials
internal import NumberResources
internal import SQLiteFile
internal import TextFormats

/// Whether there is a recent backup that can be restored.
struct BackupCheck {
    struct Newest: Hashable {
        let path: String
        let date: Date
        /// Why it cannot be restored; `nil` where it can be.
        let fault: SQLiteFileError?
    }

    let now: Date
    /// `nil` where the configuration asks for none.
    let folder: String?
    /// Seconds from one backup to the next.
    let every: Double
    let newest: Newest?
    /// Whether there is anything to back up.
    let hasDatabase: Bool
    let configuration: String?

    var findings: [DoctorFinding] {
        let option = configuration.map { " --config \($0)" } ?? ""
        guard let folder else {
            return [
                DoctorFinding(
                    .backups, .note, "the node makes no backups: alerts and accounts are lost with the disk",
                    remedy: "set backup.folder to a folder on another disk")
            ]
        }
        let breaks = "what changed since the last backup is lost with the disk"
        guard let newest else {
            guard hasDatabase else { return [.good(.backups, "\(folder): nothing to back up yet")] }
            return [
                .wrong(
                    .backups, "\(folder): there is no backup yet",
                    breaks: "alerts and accounts are lost with the disk",
                    remedy: "atalaya backup \(folder)/\(BackupFolder.name(at: now))\(option)")
            ]
        }
        if let fault = newest.fault {
            return [
                .wrong(
                    .backups, "\(fault)", breaks: "the newest backup cannot be restored",
                    remedy: "atalaya backup \(folder)/\(BackupFolder.name(at: now))\(option)")
            ]
        }
        let age = now.timeIntervalSince(newest.date)
        guard age <= 2 * every else {
            return [
                .wrong(
                    .backups, "the newest backup, \(newest.path), is \(BackupCheck.text(age)) old", breaks: breaks,
                    remedy: "journalctl -u atalaya | grep backup; ls -ld \(folder)")
            ]
        }
        return [.good(.backups, "\(newest.path) is \(BackupCheck.text(max(0, age))) old and can be restored")]
    }

    private static func text(_ seconds: Double) -> String {
        let hours = Int(saturating: (seconds / 3600).rounded(.down))
        if hours < 1 { return "\(Int(saturating: (seconds / 60).rounded(.down))) min" }
        return hours < 48 ? "\(hours) h" : "\(hours / 24) days"
    }
}
