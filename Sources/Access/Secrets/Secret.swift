internal import Crypto
internal import TextFormats

/// A secret that a browser or a person keeps: 32 random octets, as base 64 in the alphabet for URLs.
///
/// It is shown once, when it is made. What the node keeps is its ``SecretHash``.
public struct Secret: Sendable {
    private static let octetCount = 32

    private let octets: [UInt8]

    /// A new secret.
    ///
    /// - Parameter generator: Must be cryptographically secure, as the system's is.
    public init(using generator: inout some RandomNumberGenerator) {
        octets = (0..<Secret.octetCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The secret that `text` is; `nil` for any other text.
    public init?(_ text: String) {
        // Without this, a long text would be decoded before it is refused.
        guard text.utf8.count == 43 else { return nil }
        guard let octets = Base64.urlUnpadded.octets(Array(text.utf8).span), octets.count == Secret.octetCount else {
            return nil
        }
        self.octets = octets
    }

    /// 43 letters, digits, hyphens and underscores.
    public var text: String { Base64.urlUnpadded.text(octets) }

    public var hash: SecretHash { SecretHash(of: octets) }

    /// What a form of this session has to contain (HMAC-SHA-256): it is valid as long as the session, and who reads it cannot
    /// make the secret of it.
    public var formToken: String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("atalaya form".utf8), using: SymmetricKey(data: octets))
        return Base64.urlUnpadded.text(Array(code))
    }
}
