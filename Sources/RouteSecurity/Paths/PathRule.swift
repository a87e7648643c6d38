/// A rule of the configuration about paths to us.
public enum PathRule: Hashable, Sendable {
    /// The path has what this pattern says.
    case forbidden(HopPattern)
    /// The path has nothing of what is required.
    case required
}

extension PathRule: CustomStringConvertible {
    public var description: String {
        switch self {
        case .forbidden(let pattern): "forbidden-in-path: \(pattern)"
        case .required: "required-in-path"
        }
    }
}
