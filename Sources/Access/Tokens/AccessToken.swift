internal import TextFormats

/// A secret that proves who asks: `atalaya_` and 64 hexadecimal digits, which are 32 random octets.
///
/// It is shown once, when it is made. What is kept is its ``TokenHash``.
public struct AccessToken: Sendable {
    /// Prefix of every token, so that people and secret scanners recognise one.
    public static let prefix = "atalaya_"
    private static let octetCount = 32

    public let text: String

    /// A new token.
    ///
    /// - Parameter generator: Must be cryptographically secure, as the system's is.
    public init(using generator: inout some RandomNumberGenerator) {
        let octets = (0..<AccessToken.octetCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = AccessToken.prefix + octets.hexadecimal(uppercase: false)
    }

    /// The token that `text` is; `nil` for any other text.
    public init?(_ text: String) {
        guard text.hasPrefix(AccessToken.prefix) else { return nil }
        let digits = text.utf8.dropFirst(AccessToken.prefix.utf8.count)
        guard digits.count == 2 * AccessToken.octetCount,
            digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = text
    }
}
