internal import TextFormats

/// Whether a service does what the configuration asks for, and what it has to say of that.
struct ModuleHealth: Sendable {
    /// What is wrong.
    struct Fault: Hashable, Sendable {
        /// One word for programs.
        let word: String
        /// A sentence.
        let reason: String
    }

    /// Where members are in `/health`; those from `details` on are not in `/ready`.
    enum Place: Comparable, Sendable {
        case payloads, details, run, alarms, service
    }

    /// Members of `/health`.
    typealias Part = DocumentPart<Place, JSONWriter>

    /// `nil` where nothing is wrong.
    var fault: Fault?
    var parts: [Part] = []
}
