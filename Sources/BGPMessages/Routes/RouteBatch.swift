/// Some events of a file, in its order. A batch ends at a change of a session's state, so that such changes come after the
/// events before them.
public struct RouteBatch: Sendable {
    public var events: [RouteEvent] = []
    /// The table of a monitored router that the events are of; `nil` for feeds that tell of none.
    public var view: BMPView?
    public var stateChanges: [PeerStateChange] = []
    /// Whether there are rows of a table among the events, which show what a peer has rather than what changes.
    public var hasTableRows = false

    public init() {}

    public var isEmpty: Bool {
        events.isEmpty && stateChanges.isEmpty
    }
}
