/// The severity of an event.
public enum EventSeverity: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
    case information
    case low
    case medium
    case high
    case critical

    /// From 0, the least.
    public var rank: Int {
        switch self {
        case .information: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }

    /// The severity of a rank; of one beyond them, that at the end.
    public init(rank: Int) {
        self = EventSeverity.allCases[max(0, min(rank, EventSeverity.allCases.count - 1))]
    }

    public static func < (left: EventSeverity, right: EventSeverity) -> Bool {
        left.rank < right.rank
    }
}
