internal import NumberResources
internal import RouteSecurity
internal import TextFormats

extension ConfigurationKey {
    static let watch: [ConfigurationKey] = networks + thresholds + feeds + bmp + ris

    private static let asns = ValueKind<[ASN]>.asns

    private static let networks: [ConfigurationKey] = [
        .init(
            "watch.asns", \.watch.asns, asns,
            "AS numbers that are ours. With these or with prefixes, routes are watched."),
        .init(
            "watch.prefixes", \.watch.prefixes,
            .mapping(ValueKind<IPPrefix>.prefix, to: ValueKind<[ASN]?>.origins, form: "PREFIX: [AS, …]"),
            "Our prefixes and who may originate each: null for watch.asns, [] for nobody."),
        .init(
            "watch.upstreams", \.watch.upstreams, asns, "Networks that carry our routes to the rest of the Internet."),
        .init("watch.peers", \.watch.peers, asns, "Networks that exchange routes with us."),
        .init("watch.customers", \.watch.customers, asns, "Networks whose routes we carry."),
        .init(
            "watch.links", \.watch.links, .mapping(ValueKind<ASN>.asn, to: asns, form: "AS: [AS, …]"),
            "All neighbours of a neighbour, where they are known: no other may stand next to it on the way to us."),
        .init(
            "watch.transit-free", \.watch.transitFree, asns,
            "Networks without providers; nobody else may stand between two of them."),
        .init(
            "watch.excluded-peers", \.watch.excludedPeers,
            ValueKind<NodeConfiguration.Watch.ExcludedPeer>.excludedPeer.list("peers"),
            "Our own sessions with collectors: what these peers say is no evidence."),
        .init(
            "watch.contacts", \.watch.contacts,
            .mapping(ValueKind<ASN>.asn, to: ValueKind<String>.printable, form: "AS: TEXT"),
            "Whom to call about a network."),
        .init(
            "watch.mutes", \.watch.mutes, ValueKind<NodeConfiguration.Watch.Mute>.mute.list("alerts"),
            "Alerts that are kept and not passed on."),
        .init(
            "watch.maintenance", \.watch.maintenance,
            ValueKind<NodeConfiguration.Watch.Maintenance>.maintenance.list("windows"),
            "When alerts are not raised; what still holds at the end is raised then."),
    ]

    private static let thresholds: [ConfigurationKey] = [
        .init(
            "watch.thresholds.end-after", \.watch.thresholds.endAfter, .duration(.seconds(1) ... .seconds(604_800)),
            "From the last route of an incident to the end of its alert."),
        .init(
            "watch.thresholds.reopen-within", \.watch.thresholds.reopenWithin,
            .duration(.zero ... .seconds(2_592_000)),
            "After the end, while the same incident is the same alert."),
        .init(
            "watch.thresholds.update-interval", \.watch.thresholds.updateInterval,
            .duration(.seconds(1) ... .seconds(86_400)), "The least time between two updates of an alert."),
        .init(
            "watch.thresholds.reset-window", \.watch.thresholds.resetWindow,
            .duration(.zero ... .seconds(86_400)), "While what a peer had that went down still counts."),
        .init(
            "watch.thresholds.table-quiet", \.watch.thresholds.tableQuiet,
            .duration(.seconds(1) ... .seconds(3600)),
            "Without a new route, after which the table of a peer that sends no End-of-RIB is complete."),
        .init(
            "watch.thresholds.table-window", \.watch.thresholds.tableWindow,
            .duration(.seconds(1) ... .seconds(86_400)), "Until a peer's table is complete in any case."),
        .init(
            "watch.thresholds.visibility-share", \.watch.thresholds.visibilityShare, .share(0...100),
            "Share of peers below which an own prefix has lost its visibility; 0% for never."),
        .init(
            "watch.thresholds.visibility-delay", \.watch.thresholds.visibilityDelay,
            .duration(.zero ... .seconds(86_400)), "For how long it has to be so."),
        .init(
            "watch.thresholds.roa-expiry-notice", \.watch.thresholds.roaExpiryNotice,
            .duration(.zero ... .seconds(31_536_000)),
            "How long before the end of the last ROA of an own route it is told."),
        .init(
            "watch.thresholds.payload-expiry-notice", \.watch.thresholds.payloadExpiryNotice,
            .duration(.zero ... .seconds(2_592_000)),
            "How long before its last VRP can no longer be trusted."),
        .init(
            "watch.thresholds.feed-silence", \.watch.thresholds.feedSilence,
            .duration(.zero ... .seconds(604_800)), "Without a word from a live feed; 0s for never."),
        .init(
            "watch.thresholds.trust-anchor-loss", \.watch.thresholds.trustAnchorLoss, .number(1...1_000_000),
            "Own VRPs of one trust anchor that vanish at once for it to be the anchor's fault."),
        .init(
            "watch.thresholds.trust-anchor-loss-share", \.watch.thresholds.trustAnchorLossShare, .share(1...100),
            "Share of them that these have to be for that."),
    ]

    private static let feeds: [ConfigurationKey] = [
        .init(
            "watch.payloads", \.watch.payloads, ValueKind<String>.place(["http", "https"]).optional(),
            "Payloads in a file, or at a URL, that routes are held against; null for those of the node itself."),
        .init(
            "watch.files", \.watch.files, ValueKind.path.list("paths"),
            "Files of routes to read once, as MRT; in this order.", effect: .restart),
        .init(
            "watch.folders", \.watch.folders, ValueKind.path.list("paths"),
            "Folders that fill with such files; each is read once, when it is complete.", effect: .restart),
        .init(
            "watch.settle", \.watch.settle, .duration(.milliseconds(100) ... .seconds(3600)),
            "For how long a file in a folder has not changed when it is complete.", effect: .restart),
        .init("watch.tlp", \.watch.tlp, .choice, "How far events may be passed on (TLP 2.0)."),
        .init(
            "watch.keep", \.watch.keep, .duration(.seconds(60) ... .seconds(315_360_000)),
            "How long alerts are kept after their end."),
        .init(
            "watch.queue", \.watch.queue, .number(1...1_000_000),
            "Messages that may wait for a sink that takes none; the oldest go.", effect: .restart),
    ]

    private static let bmp: [ConfigurationKey] = [
        .init(
            "watch.bmp.enabled", \.watch.bmp.enabled, .boolean, "Whether routers can send what they have by BMP.",
            effect: .restart),
        .init(
            "watch.bmp.listen", \.watch.bmp.listen, ValueKind.listenAddress.list("addresses with port"),
            "Where they connect.", effect: .restart),
        .init(
            "watch.bmp.allow", \.watch.bmp.allow, ValueKind.prefix.list("prefixes", upTo: 10_000),
            "Prefixes that they may connect from; without any, from everywhere.", effect: .restart),
        .init(
            "watch.bmp.max-connections", \.watch.bmp.maxConnections, .number(1...10_000), "Routers connected at once.",
            effect: .restart),
        .init(
            "watch.bmp.max-connections-per-address", \.watch.bmp.maxConnectionsPerAddress, .number(1...10_000),
            "Routers connected at once from one address; a /64 of IPv6 counts as one address.", effect: .restart),
        .init(
            "watch.bmp.roles", \.watch.bmp.roles,
            .mapping(ValueKind<ASN>.asn, to: ValueKind<NeighbourRole>.choice, form: "AS: ROLE"),
            "What neighbours are to these routers, where they are ours: customer, provider, peer, rs or rs-client.",
            effect: .restart),
        .init(
            "watch.bmp.initiation-timeout", \.watch.bmp.initiationTimeout, .duration(.seconds(1) ... .seconds(3600)),
            "From a connection to the router's first message; then it is dropped.", effect: .restart),
        .init(
            "watch.bmp.message-timeout", \.watch.bmp.messageTimeout, .duration(.seconds(1) ... .seconds(3600)),
            "From the first octet of a message to its last; then the router is dropped.", effect: .restart),
    ]

    private static let ris: [ConfigurationKey] = [
        .init(
            "watch.ris.enabled", \.watch.ris.enabled, .boolean, "Whether RIPE's RIS Live is heard.", effect: .restart),
        .init(
            "watch.ris.url", \.watch.ris.url, .url(["https", "http", "wss", "ws"]),
            "The service's stream; with wss its WebSocket, wss://ris-live.ripe.net/v1/ws/."),
        .init(
            "watch.ris.client", \.watch.ris.client, ValueKind<String>.word,
            "How this node names itself to the service."),
        .init(
            "watch.ris.collectors", \.watch.ris.collectors, ValueKind<String>.word.list("words"),
            "Collectors to hear, as rrc00; without any, all of them."),
        .init(
            "watch.ris.prefixes", \.watch.ris.prefixes, ValueKind.prefix.list("prefixes", upTo: 1_000),
            "Prefixes to hear of, with what is more specific; without any, watch.prefixes."),
        .init(
            "watch.ris.https-ca", \.watch.ris.httpsCA, ValueKind.path.list("paths"),
            "PEM files of authorities to trust for HTTPS beside the system's."),
        .init(
            "watch.ris.liveness", \.watch.ris.liveness, .duration(.seconds(1) ... .seconds(3600)),
            "Without an octet, after which the connection is made anew."),
        .init(
            "watch.ris.retry", \.watch.ris.retry, .duration(.milliseconds(100) ... .seconds(3600)),
            "The longest wait before another try; the first is after a second."),
    ]
}
