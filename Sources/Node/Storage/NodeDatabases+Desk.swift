internal import ConfigurationKeys
internal import DeskStore
internal import Logging
internal import SQLiteFile

extension NodeDatabases {
    /// The parts of the node that need `desk.sqlite`.
    static let stopped = "alerts, their delivery and the audit of access (routers are still served)"

    func openDesk(_ folder: String) throws(SQLiteFileError) -> DeskDatabase? {
        do throws(SQLiteFileError) {
            let desk = try DeskDatabase.open(folder: folder)
            if let obstacle = desk.obstacle {
                if kind == .watch {
                    logger.error("could not open the database of alerts", metadata: ["reason": "\(obstacle)"])
                } else {
                    report(obstacle, of: DeskDatabase.fileName)
                }
            }
            return desk
        } catch {
            if kind == .watch { throw error }
            if case .damaged(_, let reason) = error {
                alarms.reportDamage(
                    DeskDatabase.fileName, reason: reason, stopped: NodeDatabases.stopped, remedy: remedy(error),
                    at: clock())
                return nil
            }
            guard error.mayPass else { throw error }
            logger.error(
                "could not open a database; alerts are not stored until the node is restarted",
                metadata: ["file": "\(DeskDatabase.fileName)", "reason": "\(error)"])
            alarms.raise(
                Alarm(
                    kind: "store", subject: DeskDatabase.fileName,
                    message: "cannot be opened: \(error); repair the cause, then restart the node", since: clock()))
            return nil
        }
    }

    /// The steps for an operator after damage.
    var remedy: @Sendable (SQLiteFileError) -> String {
        let folder = configuration.backup.folder.map { BackupFolder(path: $0, keep: configuration.backup.keep) }
        return { [source] damage in
            damage.remedy(configuration: source.path, backup: folder?.latest) ?? ""
        }
    }
}
