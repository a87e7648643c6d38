package import Hummingbird

/// A path: what answers there, who may ask, what the answers are, and what the description says about it.
///
/// ```swift
/// HTTPRoute("/version", access: .public, answers: .data, described: Self.versionDescription) { request, _ in … }
/// ```
///
/// Hummingbird's router does not serve here: it finds a path in several spellings (`//csv`, `/csv/`), does not say which methods
/// a path has, and is not asked for answers that are made on a connection's own thread.
package struct HTTPRoute: Sendable {
    package typealias Handler = @Sendable (Request, HTTPContext) async throws -> Response
    /// Makes an answer in microseconds; `nil` where it takes longer, so that the handler makes it.
    package typealias Immediate = @Sendable (_ path: String, _ query: String?) throws(APIError) -> ShortAnswer?

    /// What is done for one method.
    struct Operation: Sendable {
        let immediate: Immediate?
        let handler: Handler
    }

    /// As a request has to spell it, octet by octet.
    package let path: String
    /// What follows `path` in the description, where requests have more: `{id}`.
    package let parameters: String?
    package let access: RouteAccess
    package let kind: AnswerKind
    /// Whether it is answered also where there are too many connections.
    let isVital: Bool
    /// The route's part of the description: the operations of an OpenAPI path item, in YAML.
    let description: String
    private let get: Operation
    private let post: Operation?

    /// - Parameters:
    ///   - immediate: Asked first for a GET without a body.
    ///   - get: Answers HEAD, too; its body is left out then.
    package init(
        _ path: String, parameters: String? = nil, access: RouteAccess, answers kind: AnswerKind, isVital: Bool = false,
        described description: String, immediate: Immediate? = nil, get: @escaping Handler, post: Handler? = nil
    ) {
        self.path = path
        self.parameters = parameters
        self.access = access
        self.kind = kind
        self.isVital = isVital
        self.description = description
        self.get = Operation(immediate: immediate, handler: get)
        self.post = post.map { Operation(immediate: nil, handler: $0) }
    }

    func operation(for method: HTTPRequest.Method) -> Operation? {
        switch method {
        case .get, .head: get
        case .post: post
        default: nil
        }
    }

    /// The value of `Allow`.
    package var allowed: String {
        post == nil ? "GET, HEAD" : "GET, HEAD, POST"
    }
}
