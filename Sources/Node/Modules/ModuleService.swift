internal import ServiceLifecycle

/// A service that a module runs, and what its end means.
struct ModuleService: Sendable {
    enum Ending: Hashable, Sendable {
        /// Its end is the node's, and its failure too.
        case vital
        /// The node ends in good order when it does; what it throws is thrown then.
        case leading
        /// Its end is an alarm, and the others go on.
        case enduring
        /// Its end is an alarm, and it is begun again.
        case restarted
    }

    /// The subject of its alarm.
    let name: String
    let service: any Service
    let ending: Ending
    /// True if others connect to it: these services are started first and end last.
    let isListener: Bool

    init(_ name: String, _ service: any Service, _ ending: Ending, isListener: Bool = false) {
        self.name = name
        self.service = service
        self.ending = ending
        self.isListener = isListener
    }
}
