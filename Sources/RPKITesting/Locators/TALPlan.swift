internal import TextFormats

/// A trust anchor locator line by line (RFC 8630 section 2.2).
public struct TALPlan: Hashable, Sendable {
    /// Without the leading `#`.
    public var comments: [String] = []
    public var uris: [String]
    /// The DER of a SubjectPublicKeyInfo.
    public var subjectPublicKeyInfo: [UInt8]
    /// The end of a line.
    public var lineEnd = "\n"
    /// The lines between the URIs and the key.
    public var separator = [""]
    /// The number of base64 characters per line.
    public var columns = 64

    public init(uris: [String], subjectPublicKeyInfo: [UInt8]) {
        self.uris = uris
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
    }

    public var text: String {
        let base64 = Array(Base64.standard.text(subjectPublicKeyInfo))
        let key = stride(from: 0, to: base64.count, by: columns).map {
            String(base64[$0..<min($0 + columns, base64.count)])
        }
        return (comments.map { "#" + $0 } + uris + separator + key).map { $0 + lineEnd }.joined()
    }
}
