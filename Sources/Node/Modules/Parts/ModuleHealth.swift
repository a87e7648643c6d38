internal import TextFormats

/// The health of a service: does it do what the configuration asks for, and what it reports about that.
struct ModuleHealth: Sendable {
    /// The problem.
    struct Fault: Hashable, Sendable {
        /// One word for programs.
        let word: String
        /// A sentence.
        let reason: String
    }

    /// The place of members in `/health`; those from `details` on are not in `/ready`.
    enum Place: Comparable, Sendable {
        case payloads, details, run, alarms, service
    }

    /// Members of `/health`.
    typealias Part = DocumentPart<Place, JSONWriter>

    /// `nil` where nothing is wrong.
    var fault: Fault?
    var parts: [Part] = []
}
