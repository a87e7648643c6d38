internal import ConfigurationKeys
internal import Registries

extension ValueKind where Value == Economy {
    static var economy: ValueKind {
        .scalar(
            "economy", expected: "two letters of ISO 3166", text: { YAMLText.scalar($0.description) }
        ) { text, _ throws(ValueFault) in
            guard let economy = Economy(text) else { throw .invalid() }
            return economy
        }
    }
}

extension ValueKind where Value == Region {
    static var region: ValueKind {
        .scalar(
            "region", expected: "a code or a name of UN M49, such as 014 or eastern-africa",
            text: { YAMLText.scalar($0.code) }
        ) { text, _ throws(ValueFault) in
            guard let region = Region(text) else { throw .invalid() }
            return region
        }
    }
}
