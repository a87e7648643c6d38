internal import Hummingbird

/// The parameters of a request's query, decoded, in their order.
package struct QueryParameters: Sendable {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package let parameters: [Parameter]

    /// The parameters of a query as forms write it: `a=1&b=2`, `+` for a space, `%` and two digits for any octet.
    ///
    /// - Throws: `APIError` for other text, text that is not UTF-8, or too many parameters.
    package init(_ query: String?, limit: Int) throws(APIError) {
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

    /// No parameters.
    package static let none = QueryParameters()

    private init() { parameters = [] }

    /// The value of a parameter that may be there once at most.
    package func single(_ name: String) throws(APIError) -> String? {
        var found: String?
        for parameter in parameters where parameter.name == name {
            guard found == nil else { throw .invalid(name, "given more than once") }
            found = parameter.value
        }
        return found
    }

    /// Throws where there is a parameter of another name.
    package func allow(only names: String...) throws(APIError) {
        for parameter in parameters where !names.contains(parameter.name) {
            throw .invalid(parameter.name, "no such parameter")
        }
    }
}
