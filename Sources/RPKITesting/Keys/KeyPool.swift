internal import Synchronization

/// Keys by number, made when first asked for and then kept.
///
/// A plan takes its keys from a pool by number, so that the same plan has the same keys. Pools of derived keys agree
/// with each other on every machine; a key takes them a millisecond.
public final class KeyPool: Sendable {
    /// The source of a pool's keys.
    public enum Source: Sendable {
        /// ``SigningKey/derived(_:)``: fast and always the same, known to everybody.
        case derived
        /// ``SigningKey/random(bitCount:)``: some 100 ms each.
        case random
    }

    private let source: Source
    private let keys = Mutex<[Int: SigningKey]>([:])

    public init(_ source: Source = .derived) {
        self.source = source
    }

    /// The key numbered `index`.
    ///
    /// - Precondition: `index` is 0 or more; in a pool of derived keys below ``SigningKey/derivedCount``.
    public func key(_ index: Int) throws -> SigningKey {
        if let key = keys.withLock({ $0[index] }) { return key }
        let key =
            switch source {
            case .derived: try SigningKey.derived(index)
            case .random: try SigningKey.random()
            }
        return keys.withLock {
            // Another task may have made the same number meanwhile; the first one stays.
            if let earlier = $0[index] { return earlier }
            $0[index] = key
            return key
        }
    }

    /// The key of the `index`th authority of a plan. Past some 4,500 they come again.
    public func authorityKey(_ index: Int) throws -> SigningKey {
        try key(index % (SigningKey.derivedCount - KeyPool.endEntityKeys))
    }

    /// The key of the `index`th object of an authority. There are eight of them in turn: real CAs use such a key once
    /// (RFC 6488 section 3), but making keys is what tests can least afford.
    public func endEntityKey(_ index: Int) throws -> SigningKey {
        try key(SigningKey.derivedCount - 1 - index % KeyPool.endEntityKeys)
    }

    private static let endEntityKeys = 8
}
