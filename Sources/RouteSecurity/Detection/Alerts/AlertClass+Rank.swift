extension AlertClass {
    /// The number of ranks.
    static let ranks = 6

    /// How long an alert keeps its place where there are too many, from 0: attacks on our prefixes last, hints first.
    var rank: Int {
        switch self {
        case .exactPrefixOrigin, .subPrefixOrigin, .squatting, .tooManyAlerts: 5
        case .visibilityLost, .feedSilent, .trustAnchorMalfunction, .test: 4
        case .exactPrefixFirstHop, .subPrefixFirstHop, .superPrefixOrigin: 3
        case .exactPrefixPath, .subPrefixPath, .routeLeak, .roaChanged: 2
        case .aspaInvalid, .rpkiInvalid, .moreSpecificThanROA, .bogon, .notOurs, .newPrefix, .pathPolicy, .upstreamLost:
            1
        case .newUpstream, .newDownstream, .roaExpiring, .roaMissing, .roaUnused: 0
        }
    }
}
