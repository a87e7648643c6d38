import NumberResources

/// What incidents have in common that are one alert when they begin together.
struct CampaignKey: Hashable, Sendable {
    /// What happens, regardless of whether it is a prefix of ours or a part of it.
    private enum Kind: Hashable, Sendable {
        case origin, neighbour, path
        case other(AlertClass)
    }

    private let kind: Kind
    private let offender: ASN?

    /// - Parameter peering: Whether an AS next to us can be a neighbour that is not configured: then all such are of one kind.
    /// - Returns: `nil` for what is always an alert of its own.
    init?(_ key: AlertKey, _ peering: PeeringPolicy?) {
        switch key.alertClass {
        case .exactPrefixOrigin, .subPrefixOrigin, .squatting:
            guard key.offender != nil else { return nil }
            (kind, offender) = (.origin, key.offender)
        case .exactPrefixFirstHop, .subPrefixFirstHop, .newUpstream:
            (kind, offender) = (.neighbour, peering == .closed ? key.offender : nil)
        case .exactPrefixPath, .subPrefixPath: (kind, offender) = (.path, key.offender)
        case .feedSilent, .trustAnchorMalfunction, .tooManyAlerts, .test: return nil
        default: (kind, offender) = (.other(key.alertClass), key.offender)
        }
    }
}
