internal import TextFormats

/// The place of a part in `/api/v1/status`: what Routinator has in its order, then `node`, then an object for each
/// service on its own.
enum StatusPlace: Comparable, Sendable {
    case version, serial, now, run, payload, trustAnchors, repositories, exceptions, transfers, routers, http
    // The members of `node`.
    case nodeStart, nodePayloads, nodeRun, nodeAlarms, nodeTrustAnchors, nodeRouters
    case service

    /// True if it is a member of `node`.
    var isOfNode: Bool { (StatusPlace.nodeStart...StatusPlace.nodeRouters).contains(self) }
}

/// Members of `/api/v1/status`.
typealias StatusPart = DocumentPart<StatusPlace, JSONWriter>
