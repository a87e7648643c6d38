internal import Access
internal import Synchronization

/// Records decisions about access in the audit. Lines of the log get those that were refused; all of them, where the audit cannot
/// be kept.
final class AuditedAccess: AccessLog {
    let queue: AuditQueue
    private let lines: any AccessLog
    private let isKept = Atomic(true)

    init(_ queue: AuditQueue, lines: any AccessLog) {
        self.queue = queue
        self.lines = lines
    }

    func append(_ record: AccessRecord) {
        let isKept = isKept.load(ordering: .relaxed)
        if isKept { queue.append(record) }
        if !isKept || !record.decision.isAllowed { lines.append(record) }
    }

    /// From now on there are lines only.
    func end() {
        isKept.store(false, ordering: .relaxed)
    }
}
