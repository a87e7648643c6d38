/// The metrics of the MANRS Observatory that count incidents (measurement framework, Action 1). The raw value is the
/// Observatory's name; C is for what the network passed on for a neighbour.
public enum IncidentMetric: String, Hashable, Sendable, CaseIterable {
    /// The network leaked routes.
    case leak = "M1"
    case passedOnLeak = "M1C"
    /// The network announced a prefix of another holder.
    case hijack = "M2"
    case passedOnHijack = "M2C"
    /// The network announced addresses that must not be used.
    case bogonPrefix = "M3"
    case passedOnBogonPrefix = "M3C"
    /// The network passed on a path with an AS number that must not be used.
    case bogonASN = "M4"
    case passedOnBogonASN = "M4C"

    /// The same incident, as it counts for the neighbour that passed it on.
    public var passedOn: IncidentMetric {
        switch self {
        case .leak, .passedOnLeak: .passedOnLeak
        case .hijack, .passedOnHijack: .passedOnHijack
        case .bogonPrefix, .passedOnBogonPrefix: .passedOnBogonPrefix
        case .bogonASN, .passedOnBogonASN: .passedOnBogonASN
        }
    }

    /// True if the network is the one that passed it on.
    public var isPassedOn: Bool {
        self == passedOn
    }
}

extension IncidentMetric: Comparable {
    public static func < (left: IncidentMetric, right: IncidentMetric) -> Bool {
        left.rawValue < right.rawValue
    }
}
