/// Kinds of payloads.
public struct PayloadKinds: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let routeOrigins = PayloadKinds(rawValue: 1)
    public static let routerKeys = PayloadKinds(rawValue: 2)
    public static let aspas = PayloadKinds(rawValue: 4)
    public static let all: PayloadKinds = [.routeOrigins, .routerKeys, .aspas]
}
