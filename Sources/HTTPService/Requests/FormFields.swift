internal import HTTPTypes

/// The fields of a form that was sent as `application/x-www-form-urlencoded`, decoded, in their order.
package struct FormFields: Hashable, Sendable {
    /// The field with the token of the session.
    package static let tokenName = "csrf"

    package let fields: [QueryParameters.Parameter]

    /// - Throws: `APIError` for what is not such a form, and for too many fields.
    init(_ octets: [UInt8], limit: Int) throws(APIError) {
        // Everything that is not ASCII is percent-encoded.
        guard octets.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw APIError(.badRequest, "the form is not percent-encoded")
        }
        do {
            fields = try QueryParameters(String(decoding: octets, as: UTF8.self), limit: limit).parameters
        } catch {
            throw APIError(.badRequest, "the form is not percent-encoded UTF-8, or has more than \(limit) fields")
        }
    }

    package init(_ fields: [QueryParameters.Parameter] = []) {
        self.fields = fields
    }

    /// The value of a field; `nil` where it is not there.
    ///
    /// - Throws: `APIError` where it is there twice.
    package func single(_ name: String) throws(APIError) -> String? {
        let values = all(name)
        guard values.count <= 1 else { throw .invalid(name, "given more than once") }
        return values.first
    }

    /// The values of a field that may be there several times, such as boxes that are ticked.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The fields that are shown again to who has to log in first: without the token, which belongs to a session that is over,
    /// and without passwords.
    package var repeatable: [QueryParameters.Parameter] {
        fields.filter { $0.name != FormFields.tokenName && !$0.name.lowercased().contains("password") }
    }
}
