/// Some events of a file, in its order. A batch ends at a change of a session's state, so that such changes come after
/// the events before them.
public struct RouteBatch: Sendable {
    public var events: [RouteEvent] = []
    /// The table of the monitored router that the events are from; `nil` for feeds without tables.
    public var view: BMPView?
    /// The router, VRF and table that the events are from; `nil` for feeds other than BMP.
    public var source: BMPSource?
    public var stateChanges: [PeerStateChange] = []
    /// True if there are rows of a table among the events, which show what a peer has rather than what changes.
    public var hasTableRows = false

    public init() {}

    public var isEmpty: Bool {
        events.isEmpty && stateChanges.isEmpty
    }
}
