extension AlertClass {
    /// Whether a route of the class is still our own route, so that its end is a loss.
    var isRightful: Bool {
        switch self {
        case .rpkiInvalid, .moreSpecificThanROA, .newUpstream, .bogon, .newPrefix, .newDownstream, .roaMissing,
            .pathPolicy:
            true
        default: false
        }
    }

    /// Whether only what the first tables did not show is of the class.
    var isLearned: Bool {
        switch self {
        case .newPrefix, .notOurs, .newDownstream, .superPrefixOrigin: true
        default: false
        }
    }

    /// Whether ROAs may be a part of the answer.
    var advisesROAs: Bool {
        switch self {
        case .exactPrefixOrigin, .exactPrefixFirstHop, .subPrefixOrigin, .subPrefixFirstHop, .rpkiInvalid,
            .moreSpecificThanROA, .roaChanged, .roaMissing:
            true
        default: false
        }
    }

    /// Whether an alert that is left without a cause when payloads or configuration change has been false, rather than mended.
    var isRefuted: Bool {
        switch self {
        case .exactPrefixOrigin, .exactPrefixFirstHop, .exactPrefixPath, .subPrefixOrigin, .subPrefixFirstHop,
            .subPrefixPath, .squatting, .newUpstream, .routeLeak, .roaChanged, .superPrefixOrigin, .newPrefix, .notOurs,
            .newDownstream:
            true
        default: false
        }
    }
}
