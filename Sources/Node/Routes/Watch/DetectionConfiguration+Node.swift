internal import BGPMessages
internal import DeskStore
internal import NumberResources
internal import RouteSecurity

internal import struct FoundationEssentials.Date

extension RoutesSection {
    /// What the detector is configured with.
    ///
    /// - Parameter windows: maintenance that was added while the node runs.
    func detection(windows: [MaintenanceWindow] = []) -> DetectionConfiguration {
        var configuration = DetectionConfiguration(
            asns: asns,
            prefixes: prefixes.sorted { $0.key < $1.key }.map { .init($0.key, origins: $0.value) },
            upstreams: upstreams, peers: peers, customers: customers, links: links, transitFree: transitFree,
            excludedPeers: excludedPeers.map { .init(asn: $0.asn, address: $0.address) },
            maintenance: maintenance.map {
                .init(from: BGPTime($0.from), to: BGPTime($0.to), alerts: $0.alerts)
            } + windows,
            // What is muted is kept and listed: see NotificationPolicy.
            mutes: [], contacts: contacts, thresholds: thresholds.detection)
        configuration.checks = checks.classes
        configuration.forbiddenInPath = forbiddenInPath
        configuration.requiredInPath = requiredInPath
        configuration.peering = peering
        return configuration
    }
}

extension RoutesSection.Mute {
    var alertMute: AlertMute { AlertMute(alerts, until: until.map(BGPTime.init)) }
}

extension Suppression {
    /// What it is about; `nil` where it says something that is not known any more.
    private var alerts: AlertFilter? {
        let (known, prefixes) = (alertClass.flatMap(AlertClass.init), prefix.flatMap { IPPrefix($0) })
        guard (known == nil) == (alertClass == nil), (prefixes == nil) == (prefix == nil) else { return nil }
        return AlertFilter(
            prefixes: prefixes.map { [$0] } ?? [], classes: known.map { [$0] } ?? [],
            offenders: asn.map { [ASN($0)] } ?? [], id: alert)
    }

    /// The mute that it is, if it is one.
    var alertMute: AlertMute? {
        guard kind == .mute, let alerts else { return nil }
        return AlertMute(alerts, from: BGPTime(begins), until: ends.map(BGPTime.init))
    }

    /// The maintenance window that it is, if it is one.
    var maintenanceWindow: MaintenanceWindow? {
        guard kind == .maintenance, let alerts else { return nil }
        return MaintenanceWindow(from: BGPTime(begins), to: BGPTime(ends ?? .distantFuture), alerts: alerts)
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
        thresholds.roaUnusedAfter = roaUnusedAfter.wholeSeconds
        thresholds.feedSilence = feedSilence.wholeSeconds
        thresholds.trustAnchorLoss = trustAnchorLoss
        thresholds.trustAnchorLossShare = Double(trustAnchorLossShare) / 100
        thresholds.minPeers = minPeers
        thresholds.adjacencyAge = adjacencyAge.wholeSeconds
        thresholds.campaignWindow = campaignWindow.wholeSeconds
        return thresholds
    }
}
