/// All routes of a server, by path.
///
/// A path has one spelling: what is spelled in another way, such as with `//`, `%2f` or a slash at the end, is not there.
/// Parameters in a path are decoded by their handlers.
package struct HTTPRouteTable: Sendable {
    private let exact: [String: HTTPRoute]
    private let prefixes: [HTTPRoute]
    /// Whether there are pages for browsers.
    let hasPages: Bool

    package init(_ routes: [HTTPRoute]) {
        exact = Dictionary(routes.filter { $0.parameters == nil }.map { ($0.path, $0) }) { first, _ in first }
        hasPages = routes.contains { $0.kind == .page }
        prefixes = routes.filter { $0.parameters != nil }
    }

    package subscript(path: String) -> HTTPRoute? {
        if let route = exact[path] { return route }
        return prefixes.first { path.utf8.starts(with: $0.path.utf8) && path.utf8.count > $0.path.utf8.count }
    }
}
