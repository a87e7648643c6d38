/// What the doctor has found: in one line what is wrong, what it breaks, and the command that mends it.
public struct DoctorFinding: Hashable, Sendable {
    /// What was looked at.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        case configuration, time, listeners, dns, sources, disk, tals, mail, tls, permissions, databases, backups
        case console
    }

    public enum Level: String, Hashable, Sendable {
        /// Nothing is to be done.
        case good
        /// Nothing is wrong; an operator may want it otherwise.
        case note
        case wrong
    }

    public let subject: Subject
    public let level: Level
    /// What was found.
    public let message: String
    /// What does not work, or will not; `nil` where nothing is wrong.
    public let breaks: String?
    /// The command that mends it, or the key to set; `nil` where there is nothing to mend.
    public let remedy: String?

    init(_ subject: Subject, _ level: Level, _ message: String, breaks: String? = nil, remedy: String? = nil) {
        self.subject = subject
        self.level = level
        self.message = message
        self.breaks = breaks
        self.remedy = remedy
    }

    static func good(_ subject: Subject, _ message: String) -> DoctorFinding {
        DoctorFinding(subject, .good, message)
    }

    static func wrong(_ subject: Subject, _ message: String, breaks: String, remedy: String) -> DoctorFinding {
        DoctorFinding(subject, .wrong, message, breaks: breaks, remedy: remedy)
    }
}
