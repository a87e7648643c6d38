internal import HTTPService
internal import NumberResources

/// A route in a request.
struct RouteQuery: Hashable, Sendable {
    let origin: ASN
    let prefix: IPPrefix

    /// - Throws: `APIError` that names `asn` or `prefix`, after `path`.
    init(asn: String, prefix: String, path: String = "") throws(APIError) {
        guard let origin = ASN(asn) else { throw .invalid(path + "asn", "not an AS number") }
        self.init(origin: origin, prefix: try RouteQuery.prefix(prefix, named: path + "prefix"))
    }

    init(origin: ASN, prefix: IPPrefix) {
        self.origin = origin
        self.prefix = prefix
    }

    /// The prefix that `text` lies in: bits after its length are cleared, since people ask about the address they have.
    static func prefix(_ text: String, named name: String) throws(APIError) -> IPPrefix {
        do throws(IPPrefix.TextError) {
            return try IPPrefix(parsing: text)
        } catch {
            guard case .hostBits(let prefix) = error else { throw .invalid(name, "not a prefix") }
            return prefix
        }
    }
}
