internal import Crypto

public import struct FoundationEssentials.Date

/// One-time codes by time (RFC 6238) as the second factor of a login: six digits, SHA-1, 30 seconds, as the apps that show them
/// expect it.
public enum OneTimeCode {
    /// Seconds for which a code is shown.
    public static let period = 30

    /// The secret that the node shares with the app.
    public struct Key: Hashable, Sendable {
        /// 20 of them (RFC 4226 section 4: at least 16).
        public let octets: [UInt8]

        /// - Parameter generator: Must be cryptographically secure, as the system's is.
        public init(using generator: inout some RandomNumberGenerator) {
            octets = (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }

        /// `nil` unless there are 16 to 64 octets.
        public init?(octets: [UInt8]) {
            guard (16...64).contains(octets.count) else { return nil }
            self.octets = octets
        }

        /// In base 32 without padding (RFC 4648 section 6), as people type it into an app.
        public var text: String {
            let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
            var (text, bits, held) = ("", UInt32(0), UInt32(0))
            for octet in octets {
                bits = bits << 8 | UInt32(octet)
                held += 8
                while held >= 5 {
                    held -= 5
                    text.append(digits[Int(bits >> held & 31)])
                }
            }
            if held > 0 { text.append(digits[Int(bits << (5 - held) & 31)]) }
            return text
        }

        /// What apps read from a picture: `otpauth://totp/…`.
        public func uri(of account: AccountName) -> String {
            "otpauth://totp/Atalaya:\(account.text.replacing("@", with: "%40"))?secret=\(text)&issuer=Atalaya"
        }
    }

    /// The number of the period of a moment.
    static func step(at now: Date) -> UInt64? {
        UInt64(exactly: (now.timeIntervalSince1970 / Double(period)).rounded(.down))
    }

    /// The code of a period (RFC 4226 section 5.3).
    ///
    /// - Parameter digits: Up to 9.
    static func code(_ key: Key, step: UInt64, digits: Int = 6) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * UInt64($0))) }
        let code = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: key.octets)))
        let start = Int(code[19] & 15)
        let number = code[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The period whose code `text` is: now, the one before or the next, since clocks differ; `nil` for any other text.
    ///
    /// - Parameter last: The period of the last code that was taken: that one and those before are not taken again
    ///   (RFC 6238 section 5.2).
    public static func step(of text: String, _ key: Key, at now: Date, after last: UInt64?) -> UInt64? {
        guard text.utf8.count == 6, let current = step(at: now), current > 0 else { return nil }
        var found: UInt64?
        for step in current - 1...current + 1 where step > last ?? 0 {
            let code = code(key, step: step)
            var difference: UInt8 = 0
            for (octet, other) in zip(code.utf8, text.utf8) { difference |= octet ^ other }
            if difference == 0 { found = step }
        }
        return found
    }
}
