internal import Crypto
internal import CryptoExtras
internal import TextFormats

/// What is kept of a password: the scrypt of it (RFC 7914), with its salt and parameters.
///
/// Its text is `$scrypt$ln=15,r=8,p=3$SALT$KEY`, salt and key in base 64 without padding: the PHC string format, so that a hash
/// says itself how it was made.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// The cost of a hash.
    public struct Parameters: Hashable, Sendable {
        /// The binary logarithm of N: the memory is `128 * r * N` octets.
        public let logarithm: Int
        /// The block size r.
        public let blocks: Int
        /// The parallelisation p.
        public let parallelism: Int

        /// What new hashes are made with: N 2^15, r 8, p 3, 32 MiB.
        public static let current = Parameters(valid: 15, 8, 3)

        /// `nil` for what is too cheap to be a hash or too expensive to be checked: more than 256 MiB or a p of 16.
        public init?(logarithm: Int, blocks: Int, parallelism: Int) {
            guard (1...20).contains(logarithm), (1...32).contains(blocks), (1...16).contains(parallelism),
                128 * blocks << logarithm <= 1 << 28
            else { return nil }
            self.init(valid: logarithm, blocks, parallelism)
        }

        private init(valid logarithm: Int, _ blocks: Int, _ parallelism: Int) {
            self.logarithm = logarithm
            self.blocks = blocks
            self.parallelism = parallelism
        }

        private var cost: Int { (blocks * parallelism) << logarithm }

        /// Whether a hash with these parameters is cheaper to guess than one with others.
        public func isWeaker(than other: Parameters) -> Bool { cost < other.cost }
    }

    public let parameters: Parameters
    private let salt: [UInt8]
    private let key: [UInt8]

    private static let saltCount = 16
    private static let keyCount = 32

    /// Why a hash could not be computed: the library said so.
    public struct Failure: Error {}

    /// A new hash of a password. Takes about half a second with ``Parameters/current``.
    ///
    /// - Parameter generator: Must be cryptographically secure, as the system's is.
    public init(
        of password: String, _ parameters: Parameters = .current, using generator: inout some RandomNumberGenerator
    ) throws(Failure) {
        self.parameters = parameters
        salt = (0..<PasswordHash.saltCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        key = try PasswordHash.key(password, salt, parameters, PasswordHash.keyCount)
    }

    /// The hash in `text`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let numbers = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        guard numbers.count == 3, let logarithm = PasswordHash.number(numbers[0], "ln="),
            let blocks = PasswordHash.number(numbers[1], "r="),
            let parallelism = PasswordHash.number(numbers[2], "p="),
            let parameters = Parameters(logarithm: logarithm, blocks: blocks, parallelism: parallelism),
            let salt = Base64.lenientOctets(Array(parts[3].utf8).span), (8...64).contains(salt.count),
            let key = Base64.lenientOctets(Array(parts[4].utf8).span), (16...64).contains(key.count)
        else { return nil }
        self.parameters = parameters
        self.salt = salt
        self.key = key
    }

    private static func number(_ text: Substring, _ name: String) -> Int? {
        guard text.hasPrefix(name) else { return nil }
        return Int(text.dropFirst(name.count))
    }

    public var description: String {
        let (ln, r, p) = (parameters.logarithm, parameters.blocks, parameters.parallelism)
        return "$scrypt$ln=\(ln),r=\(r),p=\(p)$\(PasswordHash.unpadded(salt))$\(PasswordHash.unpadded(key))"
    }

    private static func unpadded(_ octets: [UInt8]) -> String {
        String(Base64.standard.text(octets).prefix { $0 != "=" })
    }

    /// Whether `password` is the one that was hashed. Takes as long as making the hash did.
    public func matches(_ password: String) throws(Failure) -> Bool {
        let shown = try PasswordHash.key(password, salt, parameters, key.count)
        var difference: UInt8 = 0
        for (octet, other) in zip(shown, key) { difference |= octet ^ other }
        return difference == 0
    }

    private static func key(
        _ password: String, _ salt: [UInt8], _ parameters: Parameters, _ count: Int
    ) throws(Failure) -> [UInt8] {
        // The library ends the process on an empty one. No password has the octet 0.
        let octets = password.isEmpty ? [0] : Array(password.utf8)
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: octets, salt: salt, outputByteCount: count, rounds: 1 << parameters.logarithm,
                blockSize: parameters.blocks, parallelism: parameters.parallelism)
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw Failure()
        }
    }
}
