internal import DeskStore
internal import RPKIRepository
internal import SQLiteFile
internal import ServingStore

/// Whether the database files of the node can be used.
struct DatabaseCheck {
    struct File: Hashable {
        let name: String
        let condition: DatabaseCondition
    }

    let folder: String
    let files: [File]
    /// The configuration file, and the newest backup, for the command that mends `desk.sqlite`.
    let configuration: String?
    let backup: String?
    /// Whether another process is writing to a file.
    let isRunning: Bool

    var findings: [DoctorFinding] {
        let findings = files.compactMap(finding)
        if findings.contains(where: { $0.level == .wrong }) { return findings }
        let sound = files.filter { if case .sound = $0.condition { true } else { false } }.map(\.name)
        let text = sound.isEmpty ? "\(folder): there are none yet" : sound.joined(separator: ", ") + ": no damage found"
        return (findings.isEmpty || !sound.isEmpty ? [.good(.databases, text)] : []) + findings
    }

    private func finding(_ file: File) -> DoctorFinding? {
        switch file.condition {
        case .missing: return nil
        case .sound(let schema, let known):
            guard schema < known else { return nil }
            return DoctorFinding(
                .databases, .note,
                "\(file.name) has schema \(schema); the node brings it to \(known) at its next start",
                remedy: isRunning ? "systemctl restart atalaya" : "systemctl start atalaya")
        case .unfinished:
            return DoctorFinding(
                .databases, .note, "\(file.name) is large and was looked at in part; no damage found so far",
                remedy: "for all of it: atalaya doctor --database-time 1h")
        case .unusable(let error):
            return unusable(file.name, error)
        }
    }

    private func unusable(_ name: String, _ error: SQLiteFileError) -> DoctorFinding {
        let path = "\(folder)/\(name)"
        switch error {
        case .damaged:
            if let remedy = error.remedy(configuration: configuration, backup: backup) {
                return .wrong(
                    .databases, "\(error)", breaks: "alerts, accounts and the audit of access cannot be used",
                    remedy: remedy)
            }
            return .wrong(
                .databases, "\(error)", breaks: breaks(name),
                remedy: "systemctl stop atalaya && mv \(path) \(path).damaged && systemctl start atalaya")
        case .newerSchema, .foreign:
            return .wrong(
                .databases, "\(error)", breaks: "the node does not start",
                remedy: "install the newer version, or set state to another folder")
        case .busy, .inUse:
            return DoctorFinding(.databases, .note, "\(error)", remedy: "try again later")
        default:
            return .wrong(
                .databases, "\(error)", breaks: breaks(name), remedy: "ls -l \(path); run atalaya doctor as root")
        }
    }

    private func breaks(_ name: String) -> String {
        switch name {
        case ObjectStore.fileName: "the RPKI is not validated until all is fetched again"
        case PayloadStore.fileName: "after a restart, routers have no payloads until the first validation has ended"
        default: "alerts, accounts and the audit of access cannot be used"
        }
    }
}
