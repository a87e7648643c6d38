public import RPKIObjects

/// Limits on a walk, as a whole and by source. Reaching a limit refuses the excess and names the limit.
public struct ValidationLimits: Hashable, Sendable {
    /// Certificates between a trust anchor and the deepest CA, the trust anchor's own included.
    public var depth = 32
    /// Publication points under one trust anchor.
    public var points = 1_000_000
    /// Publication points of one CA's key that the certificates of one issuer lead to: a CA with several certificates
    /// has as many points, and each of them may have others below it.
    public var keyPoints = 16
    /// Objects of all publication points under one trust anchor.
    public var objects = 10_000_000
    /// Octets of one publication point, which are in memory together while it is validated.
    public var pointOctets = 1_000_000_000

    /// VRPs of one CA, of the CAs of one repository, of those under one trust anchor, and of all.
    public var authorityVRPs = 200_000
    public var repositoryVRPs = 1_000_000
    public var anchorVRPs = 2_000_000
    public var totalVRPs = 4_000_000
    /// ASPAs, likewise.
    public var authorityASPAs = 10_000
    public var repositoryASPAs = 100_000
    public var anchorASPAs = 200_000
    public var totalASPAs = 400_000
    /// Router keys, likewise.
    public var authorityRouterKeys = 10_000
    public var repositoryRouterKeys = 50_000
    public var anchorRouterKeys = 100_000
    public var totalRouterKeys = 200_000

    /// Rejections that are described one by one, likewise; further ones are counted.
    public var authorityRejections = 1_000
    public var repositoryRejections = 2_000
    public var anchorRejections = 5_000
    public var totalRejections = 10_000

    public var decoding = DecodingLimits()

    public init() {}
}
