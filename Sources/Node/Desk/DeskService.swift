internal import DeskStore
internal import Logging
internal import SQLiteFile
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// Looks after `desk.sqlite`: has it checked some time after the start, and reports damage with the command that restores it.
struct DeskService: Service {
    let desk: DeskDatabase
    let alarms: Alarms
    /// The steps for an operator after damage.
    let remedy: @Sendable (SQLiteFileError) -> String
    let logger: Logger
    let clock: @Sendable () -> Date
    /// From the start until the file is checked: first the node gets to work.
    var pause = Duration.seconds(30)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await listen() }
                group.addTask { await check() }
                group.addTask { await retry() }
            }
        }
    }

    private func check() async {
        guard (try? await Task.sleep(for: pause)) != nil else { return }
        let start = ContinuousClock.now
        guard await desk.check() == nil, !Task.isCancelled else { return }
        logger.debug(
            "database checked; no damage found",
            metadata: [
                "file": "\(DeskDatabase.fileName)",
                "seconds": "\(((start.duration(to: .now) / .seconds(1)) * 1000).rounded() / 1000)",
            ])
    }

    /// A file that could only be read at the start is written again by itself, once there is room.
    private func retry() async {
        while desk.obstacle != nil {
            guard (try? await Task.sleep(for: .seconds(6))) != nil else { return }
            desk.retry()
        }
        alarms.clear(alarm: "store", subject: DeskDatabase.fileName)
    }

    private func listen() async {
        for await damage in desk.damageReports() {
            report(damage)
            // What was come across names no page; a look at all of them does.
            if let finding = await desk.check(), finding != damage { report(finding) }
        }
    }

    private func report(_ damage: SQLiteFileError) {
        guard case .damaged(_, let reason) = damage else { return }
        alarms.reportDamage(
            DeskDatabase.fileName, reason: reason, stopped: NodeDatabases.stopped, remedy: remedy(damage), at: clock())
    }
}
