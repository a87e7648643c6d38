package import Access
package import Logging
internal import Synchronization
internal import TextFormats

internal import struct FoundationEssentials.Date

/// Records decisions about access as lines of a log.
///
/// Equal decisions within an hour are one line; the next line says how many there were. So neither a program that asks every
/// second nor one that tries tokens fills the log.
package final class AccessLines: AccessLog {
    private struct Subject: Hashable {
        let client: String
        let question: AccessQuestion
        let decision: AccessDecision
    }

    private struct Entry {
        let since: Date
        var repeated = 0
    }

    private static let period = 3_600.0

    private let logger: Logger
    private let limit: Int
    private let entries = Mutex<[Subject: Entry]>([:])

    /// - Parameter limit: Different decisions an hour that are logged; further ones are not.
    package init(_ logger: Logger, limit: Int) {
        self.logger = logger
        self.limit = limit
    }

    package func append(_ record: AccessRecord) {
        let subject = Subject(client: record.client, question: record.question, decision: record.decision)
        guard let repeated = entries.withLock({ lines in count(subject, at: record.time, in: &lines) }) else { return }
        let decision = record.decision
        var details: Logger.Metadata = [
            "principal": "\(decision.principal)", "client": "\(record.client)",
            "action": "\(record.question.verb.rawValue) \(record.question.resource)",
        ]
        if let refusal = decision.refusal { details["reason"] = "\(refusal.rawValue)" }
        if repeated > 0 { details["repeated"] = "\(repeated)" }
        logger.log(
            level: decision.isAllowed ? .info : .notice, decision.isAllowed ? "access granted" : "access refused",
            metadata: details)
    }

    /// How often the subject came since its last line; `nil` where this time it gets none.
    private func count(_ subject: Subject, at time: Date, in lines: inout [Subject: Entry]) -> Int? {
        if let entry = lines[subject], abs(time.timeIntervalSince(entry.since)) < AccessLines.period {
            lines[subject]?.repeated += 1
            return nil
        }
        if lines[subject] == nil, lines.count >= limit {
            lines = lines.filter { abs(time.timeIntervalSince($0.value.since)) < AccessLines.period }
            if lines.count >= limit { return nil }
        }
        return lines.updateValue(Entry(since: time), forKey: subject)?.repeated ?? 0
    }
}
