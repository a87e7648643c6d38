extension ValueKind where Value == String {
    /// A file or folder.
    package static var path: ValueKind {
        .scalar("path", expected: "a path", text: YAMLText.scalar) { text, context throws(ValueFault) in
            guard !text.isEmpty, !text.unicodeScalars.contains("\0") else { throw .invalid() }
            return context.resolved(text)
        }
    }
}

extension ValueKind where Value == [String] {
    /// A program, a name that is looked up in `PATH` or a path, and arguments for it.
    package static var command: ValueKind {
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
