public import RPKIObjects

/// How far a walk goes. Reaching a limit refuses what lies beyond it and names the limit.
public struct ValidationLimits: Hashable, Sendable {
    /// Certificates between a trust anchor and the deepest CA, the trust anchor's own included.
    public var depth = 32
    /// Publication points under one trust anchor.
    public var points = 1_000_000
    /// Objects of all publication points under one trust anchor.
    public var objects = 10_000_000
    /// Octets of one publication point, which are held at once while it is validated.
    public var pointOctets = 1_000_000_000
    public var decoding = DecodingLimits()

    public init() {}
}
