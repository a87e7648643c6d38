/// Some events of a file, in its order. A batch ends at a change of a session's state, so that such changes come after the
/// events before them.
public struct RouteBatch: Sendable {
    public var events: [RouteEvent] = []
    public var stateChanges: [PeerStateChange] = []

    public init() {}

    public var isEmpty: Bool {
        events.isEmpty && stateChanges.isEmpty
    }
}
