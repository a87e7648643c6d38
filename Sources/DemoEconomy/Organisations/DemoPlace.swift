/// An economy of the demo, with a code that ISO 3166 leaves to its users.
public struct DemoPlace: Hashable, Sendable {
    /// Two letters, such as `XF`.
    public let code: String
    public let name: String

    /// The islands that the demo is about.
    public static let faro = DemoPlace(code: "XF", name: "Faro Islands")
    public static let asteria = DemoPlace(code: "XA", name: "Asteria")
    public static let brisa = DemoPlace(code: "XB", name: "Brisa")
    public static let corvane = DemoPlace(code: "XC", name: "Corvane")

    /// All of them, Faro first.
    public static let all = [faro, asteria, brisa, corvane]
}
