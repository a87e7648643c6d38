internal import ConfigurationKeys
internal import NumberResources
internal import RouteSecurity

extension ValueKind where Value == HopPattern {
    static var hopPattern: ValueKind {
        .scalar(
            "pattern", expected: "an AS number, or a pattern such as '^ * 174 . 64496 $'",
            text: { YAMLText.scalar($0.description) }
        ) { text, _ throws(ValueFault) in
            do throws(HopPattern.Refusal) {
                return try HopPattern(parsing: text)
            } catch {
                throw .invalid("\(error)")
            }
        }
    }
}

extension ValueKind where Value == [HopPattern] {
    /// A list; AS numbers alone may have blanks between them instead.
    static var hopPatterns: ValueKind {
        let list = ValueKind<HopPattern>.hopPattern.list("AS numbers or patterns", upTo: 10_000)
        return ValueKind(
            name: list.name, expected: list.expected, range: list.range, shape: .list,
            read: { value, context in
                guard case .scalar(let text) = value.content else { return list.read(value, &context) }
                let words = text.split(separator: " ").map(String.init)
                guard words.count > 1, words.allSatisfy({ ASN($0) != nil }) else { return list.read(value, &context) }
                let elements = words.map { ConfigurationValue(content: .scalar($0), origin: value.origin) }
                return list.read(ConfigurationValue(content: .list(elements), origin: value.origin), &context)
            },
            text: list.text)
    }
}
