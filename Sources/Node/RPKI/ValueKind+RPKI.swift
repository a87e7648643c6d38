internal import ConfigurationKeys
internal import Fetching

extension ValueKind where Value == HTTPSOptions.Proxy {
    static var proxy: ValueKind {
        .scalar("URL", expected: "a URL, http://HOST[:PORT]", text: { YAMLText.scalar($0.description) }) {
            text, _ throws(ValueFault) in
            do throws(HTTPSOptions.Proxy.Refusal) {
                return try HTTPSOptions.Proxy(parsing: text)
            } catch {
                throw .secret(error.description)
            }
        }
    }
}

extension ValueKind where Value == TrustAnchorSource {
    static var trustAnchor: ValueKind {
        let names = ["registries"] + TrustAnchorSource.names
        return .scalar(
            "locator", expected: "a path, or one of \(names.joined(separator: ", "))",
            range: "path, or "
                + names.joined(separator: ", "),
            text: { source in
                switch source {
                case .registries: "registries"
                case .registry(let name): name
                case .file(let path): YAMLText.scalar(path)
                }
            },
            parse: { text, context throws(ValueFault) in
                if text == "registries" { return .registries }
                if TrustAnchorSource.names.contains(text) { return .registry(text) }
                guard !text.isEmpty, !text.unicodeScalars.contains("\0") else { throw .invalid() }
                return .file(context.resolved(text))
            })
    }
}
