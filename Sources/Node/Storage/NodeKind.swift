/// The purpose of a node, which decides which databases it needs and what is reported about them.
enum NodeKind: Hashable, Sendable {
    /// `run`: where alerts cannot be kept, routers are served all the same.
    case node
    /// `bgp watch`: there is nothing to do where alerts cannot be kept.
    case watch
    /// `rtr serve`: payloads of files.
    case payloadFiles
}
