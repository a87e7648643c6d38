/// A problem of a configuration, with its place.
public struct ConfigurationProblem: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A file cannot be read.
        case unreadable
        /// A limit on the configuration file is reached: octets, nesting.
        case limit
        /// The file is not UTF-8, or has control characters.
        case encoding
        /// The file is not YAML.
        case syntax
        /// An anchor or alias: what they multiply has no bound.
        case alias
        /// YAML that a configuration has no use for: tags, directives, block scalars, keys that are not names.
        case unsupported
        case duplicateKey
        case unknownKey
        /// An environment variable that looks like one of the program's and is none.
        case unknownVariable
        /// A list where one value belongs, or the like.
        case wrongType
        /// Not of the form that the key's type has.
        case invalidValue
        case outOfRange
        /// A file without a key: it was emptied, or is another file.
        case empty
        /// Two keys do not fit together.
        case conflict
        /// The thing that a key names is not of the kind that the key needs.
        case invalidFile
        /// A setting that works, but that an operator may not want.
        case risk
    }

    public let code: Code
    /// True if the configuration can be used nevertheless.
    public let isWarning: Bool
    public let origin: ConfigurationOrigin
    /// The key, such as `rtr.refresh`, or with the position of an element: `rpki.tals[0]`; empty for the whole file.
    public let key: String
    /// The problem, and what was expected.
    public let message: String

    public init(
        _ code: Code, isWarning: Bool = false, at origin: ConfigurationOrigin, key: String = "", _ message: String
    ) {
        self.code = code
        self.isWarning = isWarning
        self.origin = origin
        self.key = key
        self.message = message
    }
}

extension ConfigurationProblem: CustomStringConvertible {
    /// `atalaya.yaml:3:12: rtr.refresh: …`
    public var description: String {
        let place = origin == .standard ? "" : "\(origin): "
        return place + (isWarning ? "warning: " : "") + (key.isEmpty ? "" : "\(key): ") + message
    }
}

extension [ConfigurationProblem] {
    /// In the order of the file, then those of the environment and of options.
    func inOrder() -> [ConfigurationProblem] {
        func rank(_ item: (offset: Int, element: ConfigurationProblem)) -> (Int, Int, Int, Int) {
            switch item.element.origin {
            case .file(_, let line, let column): (0, line, column, item.offset)
            case .environment: (1, 0, 0, item.offset)
            case .option: (2, 0, 0, item.offset)
            case .standard: (3, 0, 0, item.offset)
            }
        }
        return enumerated().sorted { rank($0) < rank($1) }.map(\.element)
    }
}
