internal import NumberResources

/// The content of a configuration, and all its problems.
public struct ConfigurationReading<Section: ConfigurationSection>: Sendable {
    /// The values; the default where a value is wrong.
    public private(set) var configuration = Section()
    /// In the order of the file, then of the environment, then of options.
    public internal(set) var problems: [ConfigurationProblem] = []
    /// True if there is a file without any key.
    public private(set) var isEmpty = false
    /// The origin of each key and element that is not a default.
    private(set) var origins: [String: ConfigurationOrigin] = [:]

    /// True if there are no problems except warnings.
    public var isUsable: Bool { problems.allSatisfy(\.isWarning) }

    /// The configuration of a file's content, of the environment, and of options, of which the later win.
    ///
    /// - Parameters:
    ///   - octets: The file's; `nil` for defaults.
    ///   - path: Where the file stands; relative paths in it start from its folder.
    ///   - environment: All variables; those whose names begin with `ATALAYA_` count.
    ///   - options: `KEY=VALUE` each; elements of a list are separated by commas.
    public init(_ octets: [UInt8]?, path: String, environment: [String: String] = [:], options: [String] = []) {
        if let octets {
            let document = ConfigurationDocument(octets, path: path)
            problems += document.problems
            isEmpty = document.problems.isEmpty && (document.root?.isEmpty ?? true)
            if let root = document.root { read(root, section: "", folder: ConfigurationReading.folder(of: path)) }
        }
        override(environment: environment)
        override(options: options)
        // Nothing is said of how a key fits with others while it is wrong itself.
        let wrong = Set(problems.filter { !$0.isWarning }.map { String($0.key.prefix { $0 != "[" }) })
        var rules = ConfigurationRules(origins: origins)
        configuration.check(&rules)
        problems += rules.findings.filter { $0.keys.allSatisfy { !wrong.contains($0) } }.map(\.problem)
        problems = problems.inOrder()
    }

    /// The folder that `path` lies in; `nil` for the working directory.
    private static func folder(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

// MARK: - Sections and keys

extension ConfigurationReading {
    private mutating func read(_ value: ConfigurationValue, section: String, folder: String?) {
        let entries: [ConfigurationValue.Entry]
        switch value.content {
        case .nothing: return
        case .mapping(let written): entries = written
        case .scalar, .list:
            let names = ConfigurationReading.names(in: section)
            problems.append(
                ConfigurationProblem(
                    .wrongType, at: value.origin, key: section,
                    "\(value.kind) where a section belongs; expected keys: \(names.joined(separator: ", "))"))
            return
        }
        for entry in entries {
            let name = section.isEmpty ? entry.name : "\(section).\(entry.name)"
            if let key = Section.keys.first(where: { $0.name == name }) {
                apply(key, entry.value, folder: folder)
            } else if Section.keys.contains(where: { $0.name.hasPrefix(name + ".") }) {
                read(entry.value, section: name, folder: folder)
            } else {
                problems.append(
                    ConfigurationProblem(
                        .unknownKey, at: entry.origin, key: name,
                        "no such key" + ConfigurationReading.suggestion(for: entry.name, in: section)))
            }
        }
    }

    mutating func apply(_ key: ConfigurationKey<Section>, _ value: ConfigurationValue, folder: String?) {
        var context = ValueContext(key: key.name, folder: folder)
        origins = origins.filter { !$0.key.hasPrefix(key.name + "[") }
        key.apply(value, &configuration, &context)
        problems += context.problems
        origins.merge(context.origins) { $1 }
    }

    /// The names of keys and sections in `section`.
    private static func names(in section: String) -> [String] {
        var names: [String] = []
        let depth = section.isEmpty ? 0 : section.split(separator: ".").count
        for key in Section.keys where section.isEmpty || key.name.hasPrefix(section + ".") {
            let name = key.path[depth]
            if names.last != name, !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The name that was probably meant: a similar one in the same section, or the same in another.
    private static func suggestion(for name: String, in section: String) -> String {
        let names = names(in: section)
        if let nearest = SimilarName.nearest(to: name, in: names) { return "; did you mean '\(nearest)'?" }
        let elsewhere = Section.keys.map(\.name).filter { $0.hasSuffix("." + name) }
        if !elsewhere.isEmpty { return "; did you mean \(elsewhere.joined(separator: ", "))?" }
        return section.isEmpty
            ? "; known keys: \(names.joined(separator: ", "))"
            : "; known keys of \(section): \(names.joined(separator: ", "))"
    }
}
