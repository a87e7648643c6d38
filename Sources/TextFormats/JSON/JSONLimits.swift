/// The largest JSON text that a reader accepts.
package struct JSONLimits: Hashable, Sendable {
    /// The most octets of the whole text.
    package var size: Int
    /// The most octets of a string, without its quotes and escapes, or of a number.
    package var token: Int
    /// The most containers one in another, up to 60.
    package var depth: Int

    package init(size: Int = 1 << 30, token: Int = 1 << 16, depth: Int = 32) {
        self.size = size
        self.token = min(token, 1 << 40)
        self.depth = min(depth, 60)
    }

    /// The most octets of a string with its escapes, of which each has six octets for one at the most.
    var rawToken: Int { 6 * token + 1 }
}
