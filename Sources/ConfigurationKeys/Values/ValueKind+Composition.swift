extension ValueKind {
    /// No value, written `null` or with a word of its own, or one of this type.
    package func optional(none word: String = "null") -> ValueKind<Value?> {
        let alternative = word == "null" ? "" : " or \(word)"
        return ValueKind<Value?>(
            name: name, expected: expected + alternative, range: range.map { $0 + alternative }, shape: shape,
            read: { (value, context) -> Value?? in
                switch value.content {
                case .nothing, .scalar(word): .some(.none)
                default: read(value, &context).map(Optional.some)
                }
            },
            text: { $0.map(text) ?? word })
    }

    /// A list of values of this type; a list of one may be written without being one.
    package func list(_ plural: String, upTo most: Int = 1000) -> ValueKind<[Value]> {
        ValueKind<[Value]>(
            name: "list of " + plural, expected: "a list; each element \(expected)", range: range, shape: .list,
            read: { value, context in
                let key = context.key
                defer { context.key = key }
                let elements: [ConfigurationValue]
                switch value.content {
                case .nothing: elements = []
                case .scalar: elements = [value]
                case .list(let values): elements = values
                case .mapping:
                    context.report(.wrongType, at: value.origin, "a section where a list belongs")
                    return nil
                }
                guard elements.count <= most else {
                    context.report(
                        .outOfRange, at: value.origin, "\(elements.count) elements, at most \(most) are allowed")
                    return nil
                }
                var values: [Value] = []
                for (index, element) in elements.enumerated() {
                    context.key = "\(key)[\(index)]"
                    context.note(element.origin)
                    if let value = read(element, &context) { values.append(value) }
                }
                return values
            },
            text: { "[" + $0.map(text).joined(separator: ", ") + "]" })
    }
}
