/// What a node is started for, which decides what is said of its databases, and which of them it needs.
enum NodeKind: Hashable, Sendable {
    /// `run`: where alerts cannot be kept, routers are served all the same.
    case node
    /// `bgp watch`: there is nothing to do where alerts cannot be kept.
    case watch
    /// `rtr serve`: payloads of files.
    case payloadFiles
}
