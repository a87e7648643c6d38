/// What the answers of a route are, as far as browsers and caches are concerned.
package enum AnswerKind: Hashable, Sendable, CaseIterable {
    /// Data for programs, which pages of other origins may read as far as `http.cors` lets them.
    case data
    /// Data for who has a grant: neither kept nor read by pages of other origins.
    case confidential
    /// A page of the node for a browser: with style sheets, images and forms of the node, and without scripts.
    case page

    var contentSecurityPolicy: String {
        switch self {
        case .data, .confidential: "default-src 'none'; frame-ancestors 'none'"
        case .page:
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'"
        }
    }

    /// Whether pages of other origins may read the answers at all.
    var isShared: Bool { self == .data }

    /// What is said to caches.
    ///
    /// - Parameter hasValidator: Whether the answer has a tag, by which a client can ask whether it still holds.
    func cacheControl(hasValidator: Bool) -> String {
        self == .data && hasValidator ? "no-cache" : "no-store"
    }
}
