internal import Logging

internal import struct FoundationEssentials.Date

extension Alarms {
    /// Reports that a database is damaged that is never thrown away. The alarm lasts until the end of the node.
    ///
    /// - Parameter remedy: What an operator has to do, with the command.
    func reportDamage(_ file: String, reason: String, stopped: String, remedy: String, at now: Date) {
        logger.error(
            "a database is damaged; stopped using it",
            metadata: [
                "file": "\(file)", "reason": "\(reason)", "stopped": "\(stopped)", "remedy": "\(remedy)",
            ])
        raise(
            Alarm(
                kind: "damage", subject: file, message: "damaged (\(reason)); stopped: \(stopped); \(remedy)",
                since: now))
    }

    /// Reports that a database was damaged, and that a new one was begun in its place. The alarm lasts a day, or until SIGUSR2.
    func reportDamage(_ file: String, reason: String, aside: String, lost: String, at now: Date) {
        logger.error(
            "a database is damaged; created a new one",
            metadata: ["file": "\(file)", "reason": "\(reason)", "kept-as": "\(aside)", "lost": "\(lost)"])
        raise(
            Alarm(
                kind: "damage", subject: file, message: "damaged (\(reason)); renamed to \(aside); \(lost)", since: now,
                ends: now.addingTimeInterval(86_400)))
    }
}
