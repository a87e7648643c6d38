extension ValueKind where Value == String {
    /// A file or folder.
    static var path: ValueKind {
        .scalar("path", expected: "a path", text: YAMLText.scalar) { text, context throws(ValueFault) in
            guard !text.isEmpty, !text.unicodeScalars.contains("\0") else { throw .invalid() }
            return context.resolved(text)
        }
    }

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
}

extension ValueKind where Value == [String] {
    /// A program, a name that is looked up in `PATH` or a path, and arguments for it.
    static var command: ValueKind {
        let word = ValueKind<String>.scalar(
            "command", expected: "a program's name or path, and arguments", text: YAMLText.scalar
        ) { text, context throws(ValueFault) in
            guard !text.isEmpty, !text.unicodeScalars.contains("\0") else { throw .invalid() }
            return context.key.hasSuffix("[0]") && text.contains("/") ? context.resolved(text) : text
        }
        let words = word.list("words")
        return ValueKind(
            name: word.name, expected: word.expected, range: nil, shape: .list,
            read: { value, context in
                guard let command = words.read(value, &context) else { return nil }
                if command.isEmpty, context.problems.isEmpty {
                    context.report(.invalidValue, at: value.origin, "no program is named")
                    return nil
                }
                return command
            },
            text: words.text)
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
