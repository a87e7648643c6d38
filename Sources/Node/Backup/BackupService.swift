internal import ConfigurationKeys
internal import DeskStore
internal import Logging
internal import SQLiteFile
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// Makes backups on a schedule. One that cannot be made is an alarm, and is tried again.
struct BackupService: Service {
    let folder: BackupFolder
    let every: Duration
    /// The folder of `desk.sqlite`.
    let stateFolder: String
    let source: ConfigurationSource<NodeConfiguration>
    let version: String
    let alarms: Alarms
    let logger: Logger
    let clock: @Sendable () -> Date
    /// First the node gets to work.
    var delay = Duration.seconds(60)

    /// The time to the next attempt after one that failed.
    private static let patience = Duration.seconds(600)
    private static let alarm = "backup"

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = max(delay, .seconds(folder.pause(every: every.fractionalSeconds, at: clock())))
            while (try? await Task.sleep(for: pause)) != nil {
                pause = await back() ? every : min(every, BackupService.patience)
            }
        }
    }

    private func back() async -> Bool {
        let now = clock()
        let result = await QuietThread.run { () -> Result<DeskBackup, SQLiteFileError> in
            Result { () throws(SQLiteFileError) in
                try folder.add(
                    of: stateFolder, configuration: try source.backupFile(), program: version, at: now)
            }
        }
        switch result {
        case .success(let backup):
            alarms.clear(alarm: BackupService.alarm, subject: folder.path)
            logger.notice("backup written", metadata: ["file": "\(backup.path)", "kept": "\(folder.names.count)"])
            return true
        case .failure(let error):
            logger.error("could not write a backup; retrying", metadata: ["reason": "\(error)"])
            alarms.raise(
                Alarm(
                    kind: BackupService.alarm, subject: folder.path, message: "could not be written: \(error)",
                    since: now))
            return false
        }
    }
}
