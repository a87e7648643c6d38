internal import NumberResources

extension ValueKind where Value == Bool {
    package static var boolean: ValueKind {
        .scalar("boolean", expected: "true or false", text: { $0 ? "true" : "false" }) { text, _ throws(ValueFault) in
            guard let value = Bool(text) else { throw .invalid() }
            return value
        }
    }
}

extension ValueKind where Value == Int {
    package static func number(_ range: ClosedRange<Int>) -> ValueKind {
        let bounds = "\(range.lowerBound) to \(range.upperBound)"
        return .scalar("number", expected: "a number from \(bounds)", range: bounds, text: { "\($0)" }) {
            text, _ throws(ValueFault) in
            let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .invalid()
            }
            guard let number = Int(text), range.contains(number) else { throw .outOfRange("out of range") }
            return number
        }
    }

    /// Percent.
    package static func share(_ range: ClosedRange<Int>) -> ValueKind {
        let bounds = "\(range.lowerBound)% to \(range.upperBound)%"
        return .scalar("share", expected: "a share from \(bounds)", range: bounds, text: { "\($0)%" }) {
            text, _ throws(ValueFault) in
            let digits = text.hasSuffix("%") ? text.dropLast() : Substring(text)
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .invalid() }
            guard let number = Int(digits), range.contains(number) else { throw .outOfRange("out of range") }
            return number
        }
    }

    /// Octets.
    package static func size(_ range: ClosedRange<Int>) -> ValueKind {
        let bounds = "\(OctetCount.text(range.lowerBound)) to \(OctetCount.text(range.upperBound))"
        return .scalar(
            "size", expected: "a size from \(bounds), such as 256MB", range: bounds, text: OctetCount.text
        ) { text, _ throws(ValueFault) in
            guard let octets = OctetCount.read(text) else {
                throw .invalid(Int(text) == nil ? nil : "the unit is missing")
            }
            guard range.contains(octets) else { throw .outOfRange("out of range") }
            return octets
        }
    }
}

extension ValueKind where Value == Duration {
    package static func duration(_ range: ClosedRange<Duration>) -> ValueKind {
        let bounds = "\(range.lowerBound.configurationText) to \(range.upperBound.configurationText)"
        return .scalar(
            "duration", expected: "a duration from \(bounds), such as 90s, 10m or 1h30m", range: bounds,
            text: { $0.configurationText }
        ) { text, _ throws(ValueFault) in
            guard let duration = Duration(configuration: text) else {
                throw .invalid(Int(text) == nil ? nil : "the unit is missing")
            }
            guard range.contains(duration) else { throw .outOfRange("out of range") }
            return duration
        }
    }
}

extension ValueKind where Value: RawRepresentable<String> & CaseIterable & Hashable {
    /// One of the words that are the type's raw values.
    package static var choice: ValueKind {
        let words = Value.allCases.map(\.rawValue)
        return .scalar(
            "one of", expected: "one of \(words.joined(separator: ", "))", range: words.joined(separator: ", "),
            text: { $0.rawValue }
        ) { text, _ throws(ValueFault) in
            guard let value = Value(rawValue: text) else {
                throw .invalid(SimilarName.nearest(to: text, in: words).map { "did you mean '\($0)'?" })
            }
            return value
        }
    }
}
