internal import BGPMessages
internal import NumberResources
internal import RouteSecurity

extension RoutesSection {
    /// What the detector is told.
    ///
    /// - Parameter windows: maintenance that was added while the node runs.
    func detection(windows: [MaintenanceWindow] = []) -> DetectionConfiguration {
        DetectionConfiguration(
            asns: asns,
            prefixes: prefixes.sorted { $0.key < $1.key }.map { .init($0.key, origins: $0.value) },
            upstreams: upstreams, peers: peers, customers: customers, links: links, transitFree: transitFree,
            excludedPeers: excludedPeers.map { .init(asn: $0.asn, address: $0.address) },
            maintenance: maintenance.map {
                .init(from: BGPTime($0.from), to: BGPTime($0.to), alerts: $0.alerts.filter)
            } + windows,
            // What is muted is kept, and passed over when sinks are told.
            mutes: [], contacts: contacts, thresholds: thresholds.detection)
    }
}

extension RoutesSection.Thresholds {
    var detection: DetectionThresholds {
        var thresholds = DetectionThresholds()
        thresholds.endDelay = endAfter.wholeSeconds
        thresholds.reopenWithin = reopenWithin.wholeSeconds
        thresholds.updateInterval = updateInterval.wholeSeconds
        thresholds.resetWindow = resetWindow.wholeSeconds
        thresholds.tableQuiet = tableQuiet.wholeSeconds
        thresholds.tableWindow = tableWindow.wholeSeconds
        thresholds.visibilityShare = Double(visibilityShare) / 100
        thresholds.visibilityDelay = visibilityDelay.wholeSeconds
        thresholds.roaExpiryNotice = roaExpiryNotice.wholeSeconds
        thresholds.payloadExpiryNotice = payloadExpiryNotice.wholeSeconds
        thresholds.feedSilence = feedSilence.wholeSeconds
        thresholds.trustAnchorLoss = trustAnchorLoss
        thresholds.trustAnchorLossShare = Double(trustAnchorLossShare) / 100
        return thresholds
    }
}

extension AlertScope {
    var filter: AlertFilter {
        AlertFilter(
            prefixes: prefix.map { [$0] } ?? [], classes: alertClass.map { [$0] } ?? [],
            offenders: offender.map { [$0] } ?? [], id: id)
    }

    /// Whether the alert is meant.
    func includes(_ alert: RouteAlert) -> Bool {
        if let id, id != alert.id { return false }
        if let alertClass, alertClass != alert.key.alertClass { return false }
        if let offender, offender != alert.key.offender { return false }
        guard let prefix else { return true }
        guard case .prefix(let subject) = alert.key.subject else { return false }
        return prefix.covers(subject)
    }
}
