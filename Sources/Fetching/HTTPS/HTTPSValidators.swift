/// A server's validators of a file's version, sent back to receive only a newer one (RFC 9110 section 13.1).
public struct HTTPSValidators: Hashable, Sendable {
    /// The value of `ETag`, as it came.
    public var etag: String?
    /// The value of `Last-Modified`, as it came.
    public var lastModified: String?

    public init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }

    public var isEmpty: Bool { etag == nil && lastModified == nil }
}
