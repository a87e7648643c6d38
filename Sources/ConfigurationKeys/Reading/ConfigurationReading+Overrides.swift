internal import NumberResources

extension ConfigurationReading {
    mutating func override(environment: [String: String]) {
        for (name, text) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix(ConfigurationEnvironment.prefix) {
            if let key = Section.keys.first(where: { $0.environmentVariable == name }) {
                apply(key, ConfigurationReading.value(text, for: key, at: .environment(name)), folder: nil)
            } else if !ConfigurationEnvironment.others.contains(name) {
                let nearest = SimilarName.nearest(to: name, in: Section.keys.map(\.environmentVariable))
                problems.append(
                    ConfigurationProblem(
                        .unknownVariable, isWarning: true, at: .environment(name),
                        "is not the name of a key" + (nearest.map { "; did you mean \($0)?" } ?? "")))
            }
        }
    }

    mutating func override(options: [String]) {
        for option in options {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            let origin = ConfigurationOrigin.option(name)
            guard parts.count == 2 else {
                problems.append(ConfigurationProblem(.invalidValue, at: origin, "expected KEY=VALUE"))
                continue
            }
            if let key = Section.keys.first(where: { $0.name == name }) {
                apply(key, ConfigurationReading.value(parts[1], for: key, at: origin), folder: nil)
            } else {
                let nearest = SimilarName.nearest(to: name, in: Section.keys.map(\.name))
                problems.append(
                    ConfigurationProblem(
                        .unknownKey, at: origin,
                        "no such key"
                            + (nearest.map { "; did you mean '\($0)'?" } ?? "; 'atalaya config example' lists all keys")
                    ))
            }
        }
    }

    /// The value that `text` says for `key` outside of a file: elements between commas, and `NAME=VALUE` in a mapping.
    private static func value(
        _ text: String, for key: ConfigurationKey<Section>, at origin: ConfigurationOrigin
    ) -> ConfigurationValue {
        if ["", "null"].contains(text) { return ConfigurationValue(content: .nothing, origin: origin) }
        let elements = text.split(separator: ",").map { element in
            String(element.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        switch key.shape {
        case .scalar:
            return ConfigurationValue(content: .scalar(text), origin: origin)
        case .list:
            let values = elements.map { ConfigurationValue(content: .scalar($0), origin: origin) }
            return ConfigurationValue(content: .list(values), origin: origin)
        case .mapping:
            let entries = elements.map { element in
                let name = element.prefix { $0 != "=" }
                return ConfigurationValue.Entry(
                    name: String(name), origin: origin,
                    value: ConfigurationValue(
                        content: .scalar(String(element.dropFirst(name.count + 1))), origin: origin))
            }
            return ConfigurationValue(content: .mapping(entries), origin: origin)
        }
    }
}
