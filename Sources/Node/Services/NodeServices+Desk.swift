internal import Access
internal import ConfigurationKeys
internal import DeskStore
internal import HTTPService
internal import Logging
internal import SQLiteFile

extension NodeServices {
    /// `desk.sqlite`; `nil` where it cannot be used, which is reported: routers are served all the same.
    ///
    /// - Throws: where it is of a newer version or of another program.
    func openDesk(_ folder: String, _ state: NodeState) throws(SQLiteFileError) -> DeskDatabase? {
        do throws(SQLiteFileError) {
            let desk = try DeskDatabase.open(folder: folder)
            if let obstacle = desk.obstacle { report(obstacle, of: DeskDatabase.fileName, state) }
            return desk
        } catch {
            if case .damaged(_, let reason) = error {
                state.reportDamage(
                    DeskDatabase.fileName, reason: reason, stopped: DeskService.stopped, remedy: remedy(error),
                    at: clock())
                return nil
            }
            guard error.mayPass else { throw error }
            logger.error(
                "a database cannot be opened; alerts are not kept until the node is restarted",
                metadata: ["file": "\(DeskDatabase.fileName)", "reason": "\(error)"])
            state.raise(
                Alarm(
                    kind: "store", subject: DeskDatabase.fileName,
                    message: "cannot be opened: \(error); restart the node when it can", since: clock()))
            return nil
        }
    }

    /// What records access decisions; `nil` where nothing is served over HTTP, or there is no `desk.sqlite`: then they are lines
    /// of the log.
    func audit(_ desk: DeskDatabase?, _ state: NodeState) -> (access: AuditedAccess, service: AuditService)? {
        let http = loaded.configuration.http
        guard !http.listeners.isEmpty else { return nil }
        guard let desk else {
            logger.warning(
                "access decisions are recorded in the log only: the database cannot be used",
                metadata: ["file": "\(DeskDatabase.fileName)"])
            return nil
        }
        let access = AuditedAccess(AuditQueue(), lines: AccessLines(logger, limit: HTTPLimits().accessLines))
        return (
            access,
            AuditService(
                desk.audit, access: access, settings: http.audit, state: state, logger: logger, clock: clock)
        )
    }

    /// What `body` gives; `nil` where it comes across damage, which ``DeskService`` reports.
    func withoutDamage<Result>(_ body: () throws -> Result) throws -> Result? {
        do {
            return try body()
        } catch let error as SQLiteFileError {
            guard case .damaged = error else { throw error }
            return nil
        }
    }

    /// What an operator is to do about damage.
    var remedy: @Sendable (SQLiteFileError) -> String {
        { [source, backups] damage in
            damage.remedy(configuration: source.path, backup: backups?.latest) ?? ""
        }
    }

    /// Where the node makes backups by itself; `nil` where it makes none.
    var backups: BackupFolder? {
        let backup = loaded.configuration.backup
        return backup.folder.map { BackupFolder(path: $0, keep: backup.keep) }
    }
}
