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
        enum Work: Sendable {
            case plain(Handler)
            case form(Form)
        }

        let access: RouteAccess
        let immediate: Immediate?
        let work: Work

        /// How forms are checked; `nil` where there are none.
        var formCheck: Form.Check? {
            if case .form(let form) = work { form.check } else { nil }
        }
    }

    /// A form that is sent to a path with POST. It is read and checked before the handler is called.
    package struct Form: Sendable {
        /// How it is known that the form comes from a page of the node.
        package enum Check: Hashable, Sendable {
            /// By the token of the session in the field ``FormFields/tokenName``, and by what the browser says about the page.
            case session
            /// By what the browser says about the page, for forms of who has not logged in.
            case origin
        }

        package typealias Handler = @Sendable (FormFields, Request, HTTPContext) async throws -> Response

        let access: RouteAccess
        let check: Check
        let handler: Handler

        package init(access: RouteAccess, check: Check = .session, handler: @escaping Handler) {
            self.access = access
            self.check = check
            self.handler = handler
        }
    }

    /// As a request has to spell it, octet by octet.
    package let path: String
    /// What follows `path` in the description, where requests have more: `{id}`.
    package let parameters: String?
    /// Who may read it.
    package let access: RouteAccess
    package let kind: AnswerKind
    /// Whether it is answered also where there are too many connections.
    let isVital: Bool
    /// Whether a request keeps its session from becoming idle. What a page asks for by itself does not.
    let renewsSession: Bool
    /// The route's part of the description: the operations of an OpenAPI path item, in YAML; empty for what is not described, such as
    /// pages.
    let description: String
    private let get: Operation
    private let post: Operation?

    /// - Parameters:
    ///   - immediate: Asked first for a GET without a body.
    ///   - get: Answers HEAD, too; its body is left out then.
    package init(
        _ path: String, parameters: String? = nil, access: RouteAccess, answers kind: AnswerKind, isVital: Bool = false,
        renewsSession: Bool = true, described description: String, immediate: Immediate? = nil, get: @escaping Handler,
        post: Handler? = nil
    ) {
        self.path = path
        self.parameters = parameters
        self.access = access
        self.kind = kind
        self.isVital = isVital
        self.renewsSession = renewsSession
        self.description = description
        self.get = Operation(access: access, immediate: immediate, work: .plain(get))
        self.post = post.map { Operation(access: access, immediate: nil, work: .plain($0)) }
    }

    /// A page, or a part of one.
    ///
    /// - Parameter form: The form that may be sent to its path; its access may be another one than the page's.
    package init(
        page path: String, parameters: String? = nil, access: RouteAccess, renewsSession: Bool = true,
        get: @escaping Handler, form: Form? = nil
    ) {
        self.path = path
        self.parameters = parameters
        self.access = access
        kind = .page
        isVital = false
        self.renewsSession = renewsSession
        description = ""
        self.get = Operation(access: access, immediate: nil, work: .plain(get))
        post = form.map { Operation(access: $0.access, immediate: nil, work: .form($0)) }
    }

    /// A style sheet, script or image, at a path that changes with its content; anyone may read it.
    package init(asset path: String, get: @escaping Handler) {
        self.init(path, access: .public, answers: .asset, renewsSession: false, described: "", get: get)
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
