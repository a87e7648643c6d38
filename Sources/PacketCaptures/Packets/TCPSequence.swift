/// A sequence number of TCP: after the last one they begin at 0 again (RFC 9293 section 3.4).
struct TCPSequence: Hashable, Sendable {
    let value: UInt32

    init(_ value: UInt32) {
        self.value = value
    }

    /// Octets from `other` to this number, negative where it is behind; a number exactly half of all away is ahead.
    func octets(after other: TCPSequence) -> Int {
        let ahead = Int(value &- other.value)
        return ahead <= 1 << 31 ? ahead : ahead - (1 << 32)
    }

    /// The number `octets` further on.
    func advanced(by octets: Int) -> TCPSequence {
        TCPSequence(value &+ UInt32(truncatingIfNeeded: octets))
    }
}
