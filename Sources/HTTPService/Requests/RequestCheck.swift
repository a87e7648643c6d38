internal import HTTPTypes
internal import NIOHTTP1
internal import NumberResources

/// Which requests are answered at all, by target and host (RFC 9112 section 3.2).
struct RequestCheck: Sendable {
    let hosts: ServedHosts
    /// The address that the client connected to.
    let local: IPAddress?

    /// The path of a request with its query.
    ///
    /// - Throws: `APIError` with status 400 for a target or host that is not well formed, 421 for a host that is not served.
    func path(of head: HTTPRequestHead) throws(APIError) -> String {
        guard let target = RequestTarget(head.uri) else {
            throw APIError(.badRequest, "the target of the request is not a path")
        }
        let fields = head.headers["Host"]
        guard fields.count <= 1 else { throw APIError(.badRequest, "several Host fields") }
        if fields.isEmpty, (head.version.major, head.version.minor) >= (1, 1) {
            throw APIError(.badRequest, "no Host field")
        }
        // The authority of the target counts, regardless of Host (section 3.2.2).
        guard let text = target.authority ?? fields.first else { return target.path }
        guard let host = RequestHost(text) else {
            throw APIError(
                .badRequest, target.authority == nil ? "the Host field is not a host" : "the target has no host")
        }
        guard hosts.contains(host, local: local) else {
            throw APIError(
                .misdirectedRequest,
                "this server does not serve the requested host; http.hosts lists the names that it serves")
        }
        return target.path
    }
}
