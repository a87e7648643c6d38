/// Whose pages may read the answers that are data (the Fetch standard's CORS).
package enum SharedOrigins: Hashable, Sendable {
    case any
    /// Those of these origins, such as `https://portal.example.net`.
    case origins(Set<String>)

    /// What an answer says to a request with this `Origin`: the value of `Access-Control-Allow-Origin`, and whether other
    /// origins get another one.
    func answer(to origin: String?) -> (allowed: String?, varies: Bool) {
        switch self {
        case .any: ("*", false)
        case .origins(let origins): (origin.flatMap { origins.contains($0) ? $0 : nil }, !origins.isEmpty)
        }
    }
}
