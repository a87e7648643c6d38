import BGPMessages
public import SecurityEvents

extension RouteAlert {
    /// The alert as an event to keep and to pass on.
    ///
    /// - Parameter source: Who says so: this node.
    public func event(source: EventSource, tlp: TrafficLight = .amber) -> SecurityEvent {
        SecurityEvent(
            .other, source: source, tlp: tlp, observed: EventTime(microseconds: raised.microseconds),
            reported: EventTime(microseconds: changed.microseconds))
    }
}
