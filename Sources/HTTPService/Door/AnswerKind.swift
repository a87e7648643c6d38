/// What the answers of a route are, as far as browsers and caches are concerned.
package enum AnswerKind: Hashable, Sendable, CaseIterable {
    /// Data for programs, which pages of other origins may read as far as `http.cors` lets them.
    case data
    /// Data for who has a grant: neither kept nor read by pages of other origins.
    case confidential
    /// A page of the node for a browser, or a part of one: with style sheets, images, scripts and forms of the node.
    case page
    /// A style sheet, script or image of the node, at a path that changes with its content.
    case asset

    var contentSecurityPolicy: String {
        switch self {
        case .data, .confidential, .asset: "default-src 'none'; frame-ancestors 'none'"
        case .page:
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        }
    }

    /// Whether pages of other origins may read the answers at all.
    var isShared: Bool { self == .data }

    /// Whether a browser shows the answers, or uses them in what it shows.
    var isForBrowsers: Bool { self == .page || self == .asset }

    /// What is said to caches.
    ///
    /// - Parameter hasValidator: Whether the answer has a tag, by which a client can ask whether it still holds.
    func cacheControl(hasValidator: Bool) -> String {
        switch self {
        case .data where hasValidator: "no-cache"
        case .asset where hasValidator: "public, max-age=31536000, immutable"
        default: "no-store"
        }
    }
}
