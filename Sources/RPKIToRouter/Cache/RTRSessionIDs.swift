/// The session of a cache in each version of the protocol. No two are the same, since sessions of different versions are
/// never commensurate (draft-ietf-sidrops-8210bis section 5.1).
public struct RTRSessionIDs: Hashable, Sendable {
    public let zero: UInt16
    public let one: UInt16
    public let two: UInt16

    /// - Precondition: all three differ.
    public init(zero: UInt16, one: UInt16, two: UInt16) {
        precondition(zero != one && one != two && two != zero, "sessions of different versions differ")
        self.zero = zero
        self.one = one
        self.two = two
    }

    /// Sessions that hardly any router has seen before.
    public init(using generator: inout some RandomNumberGenerator) {
        let first = UInt16.random(in: .min ... .max, using: &generator)
        let step = UInt16.random(in: 1...0x7fff, using: &generator)
        self.init(zero: first, one: first &+ step, two: first &+ 2 &* step)
    }

    /// Sessions of which none is one of `others`.
    public init(otherThan others: RTRSessionIDs, using generator: inout some RandomNumberGenerator) {
        let taken = Set(ProtocolVersion.allCases.map { others[$0] })
        var fresh = RTRSessionIDs(using: &generator)
        while ProtocolVersion.allCases.contains(where: { [fresh] in taken.contains(fresh[$0]) }) {
            fresh = RTRSessionIDs(using: &generator)
        }
        self = fresh
    }

    public subscript(version: ProtocolVersion) -> UInt16 {
        switch version {
        case .zero: zero
        case .one: one
        case .two: two
        }
    }
}
