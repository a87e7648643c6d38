internal import Hummingbird

/// The parameters of a request's query, decoded, in their order.
struct QueryParameters: Sendable {
    struct Parameter: Hashable, Sendable {
        let name: String
        let value: String
    }

    let parameters: [Parameter]

    /// The parameters of a query as forms write it: `a=1&b=2`, `+` for a space, `%` and two digits for any octet.
    ///
    /// - Throws: `APIError` for what is no such text, or no UTF-8, or has too many parameters.
    init(_ query: String?, limit: Int) throws(APIError) {
        var parameters: [Parameter] = []
        for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            guard parameters.count < limit else { throw APIError(.badRequest, "more than \(limit) parameters") }
            let equals = part.firstIndex(of: UInt8(ascii: "="))
            let name = part[..<(equals ?? part.endIndex)]
            let value = equals.map { part[part.index(after: $0)...] } ?? part[part.endIndex...]
            guard let name = PercentEncoding.decoded(name, isForm: true),
                let value = PercentEncoding.decoded(value, isForm: true)
            else { throw APIError(.badRequest, "the query is not percent-encoded UTF-8") }
            parameters.append(Parameter(name: name, value: value))
        }
        self.parameters = parameters
    }

    /// The value of a parameter that may be there once at most.
    func single(_ name: String) throws(APIError) -> String? {
        var found: String?
        for parameter in parameters where parameter.name == name {
            guard found == nil else { throw .invalid(name, "given more than once") }
            found = parameter.value
        }
        return found
    }

    /// Throws where there is a parameter of another name.
    func allow(only names: String...) throws(APIError) {
        for parameter in parameters where !names.contains(parameter.name) {
            throw .invalid(parameter.name, "no such parameter")
        }
    }
}

enum PercentEncoding {
    /// The text that `octets` stand for; `nil` when an escape is none, or when they are not UTF-8.
    static func decoded(_ octets: some Collection<UInt8>, isForm: Bool = false) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(octets.count)
        var rest = octets.makeIterator()
        while let octet = rest.next() {
            if octet == UInt8(ascii: "%") {
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                decoded.append(high << 4 | low)
            } else {
                decoded.append(isForm && octet == UInt8(ascii: "+") ? UInt8(ascii: " ") : octet)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
