internal import Hummingbird

/// A path, what answers there, and who may read the answers.
struct APIRoute: Sendable {
    typealias Handler = @Sendable (Request, APIContext) async throws -> Response

    /// As a request has to spell it, octet by octet.
    let path: String
    /// What follows `path` in `Docs/openapi.yaml`, where requests have more: `{id}`.
    var parameters: String?
    /// Whether pages of other origins may read the answers.
    var isShared = true
    let get: Handler
    var post: Handler?

    init(_ path: String, parameters: String? = nil, isShared: Bool = true, get: @escaping Handler) {
        self.path = path
        self.parameters = parameters
        self.isShared = isShared
        self.get = get
    }

    func handler(for method: HTTPRequest.Method) -> Handler? {
        switch method {
        case .get, .head: get
        case .post: post
        default: nil
        }
    }

    /// The value of `Allow`.
    var allowed: String {
        post == nil ? "GET, HEAD" : "GET, HEAD, POST"
    }
}

/// The routes by path.
///
/// A path has one spelling: what is spelled in another way, such as with `//`, `%2f` or a slash at the end, is not there.
/// Parameters in a path are decoded by their handlers.
struct APIRouteTable: Sendable {
    private let exact: [String: APIRoute]
    private let prefixes: [APIRoute]

    init(_ routes: [APIRoute]) {
        exact = Dictionary(routes.filter { $0.parameters == nil }.map { ($0.path, $0) }) { first, _ in first }
        prefixes = routes.filter { $0.parameters != nil }
    }

    subscript(path: String) -> APIRoute? {
        if let route = exact[path] { return route }
        return prefixes.first { path.utf8.starts(with: $0.path.utf8) && path.utf8.count > $0.path.utf8.count }
    }
}
