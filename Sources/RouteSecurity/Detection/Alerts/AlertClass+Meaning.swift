extension AlertClass {
    /// Whether a route of the class is still our own route, so that its end is a loss.
    var isRightful: Bool {
        switch self {
        case .rpkiInvalid, .moreSpecificThanROA, .newUpstream, .bogon: true
        default: false
        }
    }

    /// Whether an alert that is left without a cause when payloads or configuration change has been false, rather than mended.
    var isRefuted: Bool {
        switch self {
        case .exactPrefixOrigin, .exactPrefixFirstHop, .exactPrefixPath, .subPrefixOrigin, .subPrefixFirstHop,
            .subPrefixPath, .squatting, .newUpstream, .routeLeak, .roaChanged:
            true
        default: false
        }
    }
}
