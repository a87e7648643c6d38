internal import ConfigurationKeys

extension ValueKind where Value == String {
    static func url(_ schemes: [String]) -> ValueKind {
        let form = schemes.map { $0 + "://HOST[:PORT]" }.joined(separator: " or ")
        return .scalar("URL", expected: "a URL, \(form)", text: YAMLText.scalar) { text, _ throws(ValueFault) in
            do throws(WebURL.Refusal) {
                _ = try WebURL(text, schemes: schemes)
            } catch {
                throw error.isSecret ? .secret(error.description) : .invalid(error.description)
            }
            return text
        }
    }

    /// A path, or a URL of the schemes.
    static func place(_ schemes: [String]) -> ValueKind {
        .scalar(
            "path or URL", expected: "a path, or a URL with \(schemes.joined(separator: " or "))", text: YAMLText.scalar
        ) { text, context throws(ValueFault) in
            guard !text.isEmpty, !text.unicodeScalars.contains("\0") else { throw .invalid() }
            guard text.contains("://") else { return context.resolved(text) }
            do throws(WebURL.Refusal) {
                _ = try WebURL(text, schemes: schemes)
            } catch {
                throw error.isSecret ? .secret(error.description) : .invalid(error.description)
            }
            return text
        }
    }
}
