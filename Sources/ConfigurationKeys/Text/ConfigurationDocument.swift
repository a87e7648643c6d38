internal import Yams

/// The text of a configuration file as a tree of values, each with its place.
struct ConfigurationDocument {
    private(set) var root: ConfigurationValue?
    private(set) var problems: [ConfigurationProblem] = []

    private let path: String
    private var duplicates: [ConfigurationScanner.Place: (name: String, first: ConfigurationScanner.Place)] = [:]

    init(_ octets: [UInt8], path: String) {
        self.path = path
        guard octets.count <= ConfigurationLimits.octets else {
            report(.limit, 1, 1, "more than \(ConfigurationLimits.octets) octets, which is the limit")
            return
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            report(.encoding, 1, 1, "the file is not UTF-8")
            return
        }
        parse(text.first == "\u{feff}" ? String(text.dropFirst()) : text)
    }

    private mutating func parse(_ text: String) {
        var scanner = ConfigurationScanner(text)
        scanner.scan()
        for finding in scanner.findings {
            report(finding.code, finding.place.line, finding.place.column, finding.message)
        }
        duplicates = scanner.duplicates
        // Those that the walk through the tree has not met: there is no tree, or not so far.
        defer {
            for (place, key) in duplicates { reportDuplicate(key, line: place.line, column: place.column, section: "") }
        }
        guard scanner.findings.isEmpty else { return }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: scanner.text)
        do {
            guard let node = try Yams.Parser(yaml: String(scalars), encoding: .utf8).singleRoot() else { return }
            root = value(of: node, section: "", depth: 0)
        } catch let error as YamlError {
            report(error)
        } catch {
            report(.syntax, 1, 1, "\(error)")
        }
    }

    private mutating func report(_ code: ConfigurationProblem.Code, _ line: Int, _ column: Int, _ message: String) {
        problems.append(ConfigurationProblem(code, at: .file(path: path, line: line, column: column), message))
    }
}

// MARK: - Values

extension ConfigurationDocument {
    private mutating func value(of node: Yams.Node, section: String, depth: Int) -> ConfigurationValue? {
        let origin = origin(of: node)
        guard node.anchor == nil else {
            report(.alias, origin, "anchors and aliases are not supported; repeat the value")
            return nil
        }
        guard depth <= ConfigurationLimits.nesting else {
            report(.limit, origin, "more than \(ConfigurationLimits.nesting) nested sections and lists")
            return nil
        }
        switch node {
        case .scalar(let scalar):
            let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return ConfigurationValue(content: isNothing ? .nothing : .scalar(scalar.string), origin: origin)
        case .sequence(let nodes):
            guard check(nodes.count, origin) else { return nil }
            var values: [ConfigurationValue] = []
            for node in nodes {
                if let value = value(of: node, section: section, depth: depth + 1) { values.append(value) }
            }
            return ConfigurationValue(content: .list(values), origin: origin)
        case .mapping(let pairs):
            guard check(pairs.count, origin) else { return nil }
            var entries: [ConfigurationValue.Entry] = []
            for (key, node) in pairs {
                if let entry = entry(key, node, section: section, depth: depth + 1) { entries.append(entry) }
            }
            return ConfigurationValue(content: .mapping(entries), origin: origin)
        case .alias:
            report(.alias, origin, "anchors and aliases are not supported; repeat the value")
            return nil
        }
    }

    private mutating func entry(
        _ key: Yams.Node, _ node: Yams.Node, section: String, depth: Int
    ) -> ConfigurationValue.Entry? {
        if let mark = key.mark,
            let duplicate = duplicates.removeValue(forKey: .init(line: mark.line, column: mark.column))
        {
            reportDuplicate(duplicate, line: mark.line, column: mark.column, section: section)
            return nil
        }
        guard case .scalar(let name) = key, key.anchor == nil else {
            report(.unsupported, origin(of: key), "a key must be a name")
            return nil
        }
        let path = section.isEmpty ? name.string : "\(section).\(name.string)"
        guard let value = value(of: node, section: path, depth: depth) else { return nil }
        return ConfigurationValue.Entry(name: name.string, origin: origin(of: key), value: value)
    }

    private mutating func reportDuplicate(
        _ key: (name: String, first: ConfigurationScanner.Place), line: Int, column: Int, section: String
    ) {
        problems.append(
            ConfigurationProblem(
                .duplicateKey, at: .file(path: path, line: line, column: column),
                key: section.isEmpty ? key.name : "\(section).\(key.name)",
                "duplicate key; first in line \(key.first.line)"))
    }

    private mutating func check(_ count: Int, _ origin: ConfigurationOrigin) -> Bool {
        guard count > ConfigurationLimits.elements else { return true }
        report(.limit, origin, "more than \(ConfigurationLimits.elements) elements, which is the limit")
        return false
    }

    private func origin(of node: Yams.Node) -> ConfigurationOrigin {
        .file(path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private mutating func report(
        _ code: ConfigurationProblem.Code, _ origin: ConfigurationOrigin, _ message: String
    ) {
        problems.append(ConfigurationProblem(code, at: origin, message))
    }
}

// MARK: - Errors of the library

extension ConfigurationDocument {
    private mutating func report(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let circumstance = context.map { $0.text + ": " } ?? ""
            report(.syntax, mark.line, mark.column, circumstance + problem)
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            let line = before.count { $0.isNewline } + 1
            let column = before.reversed().prefix { !$0.isNewline }.count + 1
            report(.encoding, line, column, problem)
        case .duplicatedKeysInMapping(let names, let context):
            let keys = names.sorted().map(ConfigurationValue.quoted).joined(separator: ", ")
            report(.duplicateKey, context.mark.line, context.mark.column, "duplicate: \(keys)")
        default:
            report(.syntax, 1, 1, "\(error)")
        }
    }
}
