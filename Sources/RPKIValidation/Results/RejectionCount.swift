public import RPKIObjects

/// The number of rejections of one kind below a trust anchor, including described ones.
public struct RejectionCount: Hashable, Sendable {
    /// The properties that rejections are counted by.
    public struct Kind: Hashable, Sendable {
        public let code: ObjectError.Code
        public let level: Rejection.Level

        public init(code: ObjectError.Code, level: Rejection.Level) {
            self.code = code
            self.level = level
        }
    }

    public let kind: Kind
    /// The locator's name.
    public let trustAnchor: String
    public let count: Int

    public init(kind: Kind, trustAnchor: String, count: Int) {
        self.kind = kind
        self.trustAnchor = trustAnchor
        self.count = count
    }
}

extension Rejection {
    /// The kind that it is counted as.
    public var kind: RejectionCount.Kind {
        RejectionCount.Kind(code: error.code, level: level)
    }
}
