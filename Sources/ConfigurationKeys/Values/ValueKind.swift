/// The type of a key: how its value is read, written and explained.
package struct ValueKind<Value: Sendable>: Sendable {
    /// The name of the type in the documentation.
    package let name: String
    /// The values that may be written, after "expected".
    package let expected: String
    /// The values allowed; `nil` where the type says it all.
    package let range: String?
    package let shape: ValueShape
    /// The value, or `nil` after telling the context why there is none.
    package let read: @Sendable (ConfigurationValue, inout ValueContext) -> Value?
    /// The value as YAML on one line.
    package let text: @Sendable (Value) -> String

    package init(
        name: String, expected: String, range: String?, shape: ValueShape,
        read: @escaping @Sendable (ConfigurationValue, inout ValueContext) -> Value?,
        text: @escaping @Sendable (Value) -> String
    ) {
        self.name = name
        self.expected = expected
        self.range = range
        self.shape = shape
        self.read = read
        self.text = text
    }

    /// A type whose values are one scalar each.
    package static func scalar(
        _ name: String, expected: String, range: String? = nil,
        text: @escaping @Sendable (Value) -> String,
        parse: @escaping @Sendable (String, ValueContext) throws(ValueFault) -> Value
    ) -> ValueKind {
        ValueKind(
            name: name, expected: expected, range: range, shape: .scalar,
            read: { value, context in
                guard case .scalar(let scalar) = value.content else {
                    context.report(
                        .wrongType, at: value.origin, "\(value.kind) where one value belongs; expected \(expected)")
                    return nil
                }
                guard scalar.unicodeScalars.count <= ConfigurationLimits.characters else {
                    context.report(
                        .limit, at: value.origin, "more than \(ConfigurationLimits.characters) characters in one value")
                    return nil
                }
                do throws(ValueFault) {
                    return try parse(scalar, context)
                } catch {
                    if error.isSecret {
                        context.report(error.code, at: value.origin, error.reason ?? "expected \(expected)")
                        return nil
                    }
                    let reason = error.reason.map { ": \($0)" } ?? ""
                    context.report(error.code, at: value.origin, "\(value.kind)\(reason); expected \(expected)")
                    return nil
                }
            },
            text: text)
    }
}
