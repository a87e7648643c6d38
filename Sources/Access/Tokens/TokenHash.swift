internal import Crypto
internal import TextFormats

/// The SHA-256 of a token's text: enough to recognise the token, not to make it.
///
/// A token is 32 random octets, so that a slow hash for passwords would add nothing.
public struct TokenHash: Hashable, Sendable {
    private static let prefix = "sha256:"

    private let octets: [UInt8]

    /// The hash of a token.
    public init(of token: AccessToken) {
        octets = Array(SHA256.hash(data: Array(token.text.utf8)))
    }

    /// The hash in `text`: `sha256:` and 64 hexadecimal digits; `nil` for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix(TokenHash.prefix) else { return nil }
        let digits = Array(text.utf8.dropFirst(TokenHash.prefix.utf8.count))
        guard let octets = Hexadecimal.octets(digits.span), octets.count == SHA256.byteCount else { return nil }
        self.octets = octets
    }

    /// Takes the same time for every pair, so that how long it takes says nothing about the hash.
    public static func == (left: TokenHash, right: TokenHash) -> Bool {
        var difference: UInt8 = 0
        for (octet, other) in zip(left.octets, right.octets) { difference |= octet ^ other }
        return difference == 0
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(octets)
    }
}

extension TokenHash: CustomStringConvertible {
    public var description: String {
        TokenHash.prefix + octets.hexadecimal(uppercase: false)
    }
}
