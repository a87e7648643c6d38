/// What is wrong with a route, a ROA or a feed. Hijacks are named by two of the dimensions of the field's taxonomy (ARTEMIS,
/// IEEE/ACM ToN 2018): what is announced, and where the path is not what it says.
public enum AlertClass: String, Hashable, Sendable, CaseIterable, Codable {
    /// A monitored prefix, by an origin that may not.
    case exactPrefixOrigin = "exact-prefix-origin"
    /// A monitored prefix with a rightful origin, but a neighbour of it that is none (type 1).
    case exactPrefixFirstHop = "exact-prefix-first-hop"
    /// A monitored prefix with a link further on that does not exist (type N).
    case exactPrefixPath = "exact-prefix-path"
    /// A more specific of a monitored prefix, by an origin that may not.
    case subPrefixOrigin = "sub-prefix-origin"
    case subPrefixFirstHop = "sub-prefix-first-hop"
    case subPrefixPath = "sub-prefix-path"
    /// A monitored prefix, or a part of it, that no AS may announce.
    case squatting
    /// Rightful by the configuration, invalid by the VRPs (RFC 6811).
    case rpkiInvalid = "rpki-invalid"
    /// A monitored prefix more specific than the ROA of its origin allows.
    case moreSpecificThanROA = "more-specific-than-roa"
    /// The path is ASPA-invalid.
    case aspaInvalid = "aspa-invalid"
    /// OTC (RFC 9234), or known roles, say that the route was leaked (RFC 7908).
    case routeLeak = "route-leak"
    /// A neighbour of the origin that had not been seen, or that only an ASPA of ours names.
    case newUpstream = "new-upstream"
    /// One of our routes with an AS number or a prefix that has no place in the Internet.
    case bogon
    /// Too few peers still have a route to a monitored prefix.
    case visibilityLost = "visibility-lost"
    /// The last ROA for one of our routes is about to expire.
    case roaExpiring = "roa-expiring"
    /// A ROA for own space is gone, or a new one names an AS that is not configured.
    case roaChanged = "roa-changed"
    /// A feed sends no messages any more.
    case feedSilent = "feed-silent"
    /// Many own VRPs of one trust anchor vanished together.
    case trustAnchorMalfunction = "trust-anchor-malfunction"
    /// A monitored prefix lies in a prefix that another AS originates.
    case superPrefixOrigin = "super-prefix-origin"
    /// Our AS originates a part of a monitored prefix that is neither configured nor in the first tables, or seems to.
    case newPrefix = "new-prefix"
    /// Our AS originates what no monitored prefix covers.
    case notOurs = "not-ours"
    /// An AS behind our AS that is neither configured nor in the first tables.
    case newDownstream = "new-downstream"
    /// A monitored prefix is announced, and no ROA covers it.
    case roaMissing = "roa-missing"
    /// A ROA for our AS allows what has not been announced for long.
    case roaUnused = "roa-unused"
    /// A path to a monitored prefix has an AS that the configuration forbids, or none of those that it requires.
    case pathPolicy = "path-policy"
    /// No peer has a monitored prefix by one of our upstreams any more, though some have it by others.
    case upstreamLost = "upstream-lost"
    /// More alerts than are kept.
    case tooManyAlerts = "too-many-alerts"
    /// Made by the operator to test the delivery of alerts.
    case test
}
