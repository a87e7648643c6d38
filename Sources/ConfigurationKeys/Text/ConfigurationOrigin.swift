/// The place at which a value of the configuration was written.
public enum ConfigurationOrigin: Hashable, Sendable {
    /// Line and column are counted from 1, columns in Unicode scalars.
    case file(path: String, line: Int, column: Int)
    /// An environment variable, by its name.
    case environment(String)
    /// An option of the command line, by the key that it sets.
    case option(String)
    /// Nowhere: a default, or the whole.
    case standard
}

extension ConfigurationOrigin: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let line, let column): "\(path):\(line):\(column)"
        case .environment(let name): "environment \(name)"
        case .option(let key): "--set \(key)"
        case .standard: "default"
        }
    }
}
