/// What a reader of JSON puts up with.
package struct JSONLimits: Hashable, Sendable {
    /// The most octets of the whole text.
    package var size: Int
    /// The most octets of a string or number.
    package var token: Int
    /// The most containers one in another, up to 60.
    package var depth: Int

    package init(size: Int = 1 << 30, token: Int = 1 << 16, depth: Int = 32) {
        self.size = size
        self.token = token
        self.depth = min(depth, 60)
    }
}
