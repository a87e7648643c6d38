/// The reason why the reading of a file or stream of routes ended for good.
public struct RouteReadError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// The source of the octets failed.
        case input
        /// The file is of no format that is read here.
        case format
    }

    public let code: Code
    public let detail: String

    @inline(never)
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}

extension RouteReadError: CustomStringConvertible {
    public var description: String {
        detail
    }
}
