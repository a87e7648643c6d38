/// A sentence of one language, in as many forms as counts need.
public struct Wording: Hashable, Sendable, ExpressibleByStringLiteral {
    let one: String?
    let many: String?
    let other: String

    public init(stringLiteral value: String) {
        (one, many, other) = (nil, nil, value)
    }

    private init(one: String, many: String?, other: String) {
        (self.one, self.many, self.other) = (one, many, other)
    }

    /// A sentence that depends on the value named `count`.
    ///
    /// - Parameter many: For whole millions in Spanish, Portuguese and French; `nil` where it is as `other`.
    public static func counted(one: String, many: String? = nil, other: String) -> Wording {
        Wording(one: one, many: many, other: other)
    }

    func form(_ category: PluralCategory) -> String {
        switch category {
        case .one: one ?? other
        case .many: many ?? other
        case .other: other
        }
    }

    var forms: [String] { [one, many, other].compactMap(\.self) }
}
