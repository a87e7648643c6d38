/// Limits on the contents of one object. Reaching a limit refuses the object and names the limit.
public struct DecodingLimits: Hashable, Sendable {
    /// Octets of an object's file.
    public var objectSize = 8_000_000
    /// Files that one manifest lists.
    public var manifestFiles = 100_000
    /// Providers of one ASPA (draft-ietf-sidrops-aspa-profile section 5.5 recommends 4,000 to 10,000).
    public var providers = 10_000
    /// Prefixes of one ROA or signed prefix list.
    public var prefixes = 200_000
    /// Address blocks of one family, or AS ranges, of one certificate.
    public var resourceRanges = 200_000
    /// Further URIs of one thing, such as a CRL, in one certificate.
    public var locations = 100
    /// AS numbers of one BGPsec router's certificate.
    public var routerNumbers = 256
    /// Certificates that one CRL revokes.
    public var revocations = 500_000
    /// Values one in another, where BER is read.
    public var berDepth = 32

    /// True to refuse names in UTF8String, which the profiles do not allow and which are otherwise accepted with a
    /// warning.
    public var isStrict = false

    /// True to accept what was allowed before RFC 9589 section 4 and RFC 9582 section 5 (a missing signing-time
    /// attribute, and AS resources in a ROA's certificate), and to read BER, which CAs wrote until about 2020. For
    /// archives, and for older conformance suites, so that their other faults are seen.
    public var allowsFormerProfiles = false

    public init() {}

    package func check(size: Int) throws(ObjectError) {
        guard size <= objectSize else {
            throw ObjectError(
                .size, Rule("Docs/Limits.md", ""), at: 0, "\(size) octets, objectSize allows \(objectSize)")
        }
    }
}

extension ObjectError {
    /// The error that a limit called `name` has been reached.
    @inline(never)
    static func reached(_ name: String, _ limit: Int, at offset: Int) -> ObjectError {
        ObjectError(.count, Rule("Docs/Limits.md", ""), at: offset, "more than \(limit), the limit \(name)")
    }
}
