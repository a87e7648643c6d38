internal import Crypto

/// The SHA-256 of a secret: enough to recognise it, not to make it.
public struct SecretHash: Hashable, Sendable {
    /// 32 of them.
    public let octets: [UInt8]

    init(of secret: [UInt8]) {
        octets = Array(SHA256.hash(data: secret))
    }

    /// The hash with these octets; `nil` unless there are 32.
    public init?(octets: [UInt8]) {
        guard octets.count == SHA256.byteCount else { return nil }
        self.octets = octets
    }
}
