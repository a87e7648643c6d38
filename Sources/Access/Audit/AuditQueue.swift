internal import FoundationEssentials
internal import SecurityEvents
internal import Synchronization

/// Decisions that wait until the audit has them on the disk.
///
/// It never blocks who is waiting for an answer. Equal decisions of one minute are counted together; where there are more
/// different ones than its limit, further ones are counted as lost.
public final class AuditQueue: AccessLog {
    private struct Subject: Hashable {
        let minute: Int64
        let principal: String
        let client: String
        let question: AccessQuestion
        let refusal: AccessDecision.Refusal?
    }

    private struct Batch {
        var order: [Subject] = []
        var entries: [Subject: AuditEntry] = [:]
        var lost = 0
        /// The minute that `refused` is about.
        var minute = Int64.min
        /// The clients of this minute whose refusals have entries of their own.
        var refused: Set<String> = []
    }

    private let limits: AuditLimits
    private let batch = Mutex(Batch())

    public init(limits: AuditLimits = AuditLimits()) {
        self.limits = limits
    }

    public func append(_ record: AccessRecord) {
        batch.withLock { batch in
            let minute = Int64(exactly: (record.time.timeIntervalSince1970 / 60).rounded(.down)) ?? 0
            if batch.minute != minute { (batch.minute, batch.refused) = (minute, []) }
            var client = record.client
            if !record.decision.isAllowed, !batch.refused.contains(client) {
                if batch.refused.count < limits.refusedClients {
                    batch.refused.insert(client)
                } else {
                    client = AuditEntry.severalClients
                }
            }
            let subject = Subject(
                minute: minute, principal: "\(record.decision.principal)", client: client, question: record.question,
                refusal: record.decision.refusal)
            add(entry(of: subject, record), subject, to: &batch)
        }
    }

    private func entry(of subject: Subject, _ record: AccessRecord) -> AuditEntry {
        func text(_ text: String) -> String {
            text.utf8.count <= limits.textOctets
                ? text : String(decoding: text.utf8.prefix(limits.textOctets), as: UTF8.self)
        }
        return AuditEntry(
            minute: subject.minute, first: record.time, last: record.time, count: 1, principal: text(subject.principal),
            client: text(subject.client), verb: record.question.verb.rawValue,
            resource: text(record.question.resource.name),
            label: record.question.label.rawValue, refusal: subject.refusal?.rawValue)
    }

    private func add(_ entry: AuditEntry, _ subject: Subject, to batch: inout Batch) {
        if let known = batch.entries[subject] {
            batch.entries[subject] = known.merged(with: entry)
        } else if batch.entries.count < limits.auditWaiting {
            batch.order.append(subject)
            batch.entries[subject] = entry
        } else {
            batch.lost += entry.count
        }
    }

    /// Hands over what waits, in the order in which it came, and how many decisions were lost since the last time.
    public func take() -> (entries: [AuditEntry], lost: Int) {
        batch.withLock { batch in
            let taken = (batch.order.compactMap { batch.entries[$0] }, batch.lost)
            batch.order = []
            batch.entries = [:]
            batch.lost = 0
            return taken
        }
    }
}

extension AuditEntry {
    /// Both, counted together: equal but for times and count.
    func merged(with other: AuditEntry) -> AuditEntry {
        AuditEntry(
            minute: minute, first: min(first, other.first), last: max(last, other.last), count: count + other.count,
            principal: principal, client: client, verb: verb, resource: resource, label: label, refusal: refusal)
    }
}
