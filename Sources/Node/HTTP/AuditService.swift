internal import Access
internal import DeskStore
internal import Logging
internal import NIOPosix
internal import SQLiteFile
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// Writes decisions about access to `desk.sqlite`, a second after they were taken at the latest, and removes those that are kept
/// no longer.
actor AuditService: Service {
    private let archive: any AuditArchive
    private let access: AuditedAccess
    private let settings: HTTPSection.Audit
    private let alarms: Alarms
    private let logger: Logger
    private let clock: @Sendable () -> Date
    /// What was taken out of the queue and is not on the disk yet.
    private var unwritten: [AuditEntry] = []
    private var isFailing = false
    private var isEnded = false

    /// Turns from one removal to the next.
    private static let houseKeeping = 3_600
    private static let alarm = "audit"

    init(
        _ archive: any AuditArchive, access: AuditedAccess, settings: HTTPSection.Audit, alarms: Alarms,
        logger: Logger, clock: @escaping @Sendable () -> Date
    ) {
        self.archive = archive
        self.access = access
        self.settings = settings
        self.alarms = alarms
        self.logger = logger
        self.clock = clock
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var turn = 0
            while !Task.isCancelled {
                await self.write()
                if turn.isMultiple(of: AuditService.houseKeeping) { await self.retain() }
                turn += 1
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Writes what waits. What cannot be written now waits on; meanwhile the queue fills, and counts what it has no room for.
    func write() async {
        guard !isEnded else { return }
        if unwritten.isEmpty {
            let (entries, lost) = access.queue.take()
            unwritten = entries
            if lost > 0 { reportLoss(lost) }
        }
        guard !unwritten.isEmpty else { return }
        do {
            let (archive, entries) = (archive, unwritten)
            // Not on the threads of tasks: another may have the file locked.
            try await NIOThreadPool.singleton.runIfActive { try archive.append(entries) }
            unwritten = []
            if isFailing {
                isFailing = false
                alarms.clear(alarm: AuditService.alarm, subject: DeskDatabase.fileName)
            }
        } catch is CancellationError {
            // The node ends; what waits is written then.
        } catch {
            report(error)
        }
    }

    /// Removes what is kept no longer.
    func retain() async {
        guard !isEnded else { return }
        do {
            let (archive, settings) = (archive, settings)
            let since = clock().addingTimeInterval(-settings.keep.fractionalSeconds)
            let count = try await NIOThreadPool.singleton.runIfActive {
                try archive.retain(since: since, most: settings.rows)
            }
            if count > 0 { logger.info("removed old access decisions", metadata: ["rows": "\(count)"]) }
        } catch is CancellationError {
            // The node ends; what waits is written then.
        } catch {
            report(error)
        }
    }

    private func reportLoss(_ count: Int) {
        alarms.reached(
            limit: "auditWaiting",
            "could not record some access decisions: more different ones came than could be written",
            count: UInt64(clamping: count), at: clock())
    }

    private func report(_ error: any Error) {
        if let error = error as? SQLiteFileError, case .damaged = error {
            isEnded = true
            access.end()
            logger.warning(
                "access decisions are now recorded in the log only: the database is damaged",
                metadata: ["file": "\(DeskDatabase.fileName)"])
            return
        }
        guard !isFailing else { return }
        isFailing = true
        logger.error("could not record access decisions; trying again", metadata: ["reason": "\(error)"])
        alarms.raise(
            Alarm(
                kind: AuditService.alarm, subject: DeskDatabase.fileName,
                message: "could not record access decisions: \(error)", since: clock()))
    }
}
