internal import SecurityEvents

extension EventSeverity {
    /// From 0, the least.
    var rank: Int { EventSeverity.allCases.firstIndex(of: self) ?? 0 }

    /// That of a rank; beyond them, that at the end.
    init(rank: Int) {
        self = EventSeverity.allCases[max(0, min(rank, EventSeverity.allCases.count - 1))]
    }
}
