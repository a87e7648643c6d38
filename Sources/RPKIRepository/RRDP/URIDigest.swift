internal import Crypto
internal import RPKIObjects

/// 128 bits of the SHA-256 hash of a URI, in place of the URI where many are remembered.
struct URIDigest: Hashable {
    private let high: UInt64
    private let low: UInt64

    init(_ uri: RsyncURI) {
        self.init(uri.description)
    }

    init(_ text: String) {
        var text = text
        let digest = text.withUTF8 { SHA256.hash(data: UnsafeRawBufferPointer($0)) }
        (high, low) = digest.withUnsafeBytes { octets in
            (octets.loadUnaligned(as: UInt64.self), octets.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
    }
}
