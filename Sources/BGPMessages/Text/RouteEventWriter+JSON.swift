internal import NumberResources
internal import TextFormats

extension RouteEventWriter {
    mutating func writeJSON(_ event: RouteEvent, isTableRow: Bool, _ view: BMPView?, _ source: BMPSource?) {
        beginJSON(event.kind(isTableRow: isTableRow), event.time, event.peer)
        if let view {
            text.put(",\"view\":\"")
            text.put(view.rawValue.utf8)
            text.put("\"")
        }
        putJSON(source)
        text.put(",\"prefix\":\"")
        text.reserve(64)
        text.put(canonical: event.prefix)
        text.put("\"")
        if let pathID = event.pathID { putJSON(",\"pathID\":", pathID) }
        if case .announce(let attributes) = event.action { putJSON(attributes) }
        text.put("}\n")
    }

    mutating func writeJSON(_ change: PeerStateChange) {
        beginJSON("state", change.time, change.peer)
        text.put(",\"from\":")
        putJSON(change.from?.name)
        text.put(",\"to\":")
        putJSON(change.to?.name)
        putJSON(change.source)
        text.put("}\n")
    }

    /// Router, distinguisher and table, as far as they are known.
    private mutating func putJSON(_ source: BMPSource?) {
        guard let source else { return }
        if !source.router.isEmpty { putJSON(",\"router\":", text: source.router) }
        if let distinguisher = source.distinguisherText { putJSON(",\"distinguisher\":", text: distinguisher) }
        if let table = source.table { putJSON(",\"table\":", text: table) }
    }

    private mutating func putJSON(_ name: StaticString, text string: String) {
        text.put(name)
        var quoted: [UInt8] = []
        JSONWriter.write(into: &quoted) { $0.string(string) }
        text.put(quoted)
    }

    private mutating func beginJSON(_ kind: StaticString, _ time: BGPTime, _ peer: BGPPeer) {
        text.put("{\"type\":\"")
        text.put(kind)
        text.put("\",\"time\":")
        put(time)
        text.put(",\"peer\":{\"asn\":\"")
        put(asn: peer.asn)
        text.put("\",\"address\":\"")
        text.reserve(64)
        text.put(canonical: peer.address)
        text.put("\"}")
    }

    /// Attributes that are absent have no member.
    private mutating func putJSON(_ attributes: PathAttributes) {
        text.put(",\"asPath\":\"")
        BGPDumpAttributes.write(&text, attributes.asPath)
        text.put("\",\"originASN\":")
        if let origin = attributes.asPath.origin { putJSON(asn: origin) } else { text.put("null") }
        text.put(",\"origin\":")
        putJSON(attributes.origin?.name)
        if let nextHop = attributes.nextHop { putJSON(",\"nextHop\":\"", nextHop) }
        if let preference = attributes.localPreference { putJSON(",\"localPref\":", preference) }
        if let discriminator = attributes.multiExitDiscriminator { putJSON(",\"med\":", discriminator) }
        putJSON(",\"communities\":[\"", attributes.communities) { writer, community in
            writer.put(community: community)
        }
        putJSON(",\"extendedCommunities\":[\"", attributes.extendedCommunities) { writer, community in
            writer.put(extended: community)
        }
        putJSON(",\"largeCommunities\":[\"", attributes.largeCommunities) { writer, community in
            writer.put(community)
        }
        if attributes.isAtomicAggregate { text.put(",\"atomicAggregate\":true") }
        if let aggregator = attributes.aggregator {
            text.put(",\"aggregator\":{\"asn\":")
            putJSON(asn: aggregator.asn)
            putJSON(",\"address\":\"", aggregator.address)
            text.put("}")
        }
        if let asn = attributes.onlyToCustomer {
            text.put(",\"onlyToCustomer\":")
            putJSON(asn: asn)
        }
    }

    private mutating func putJSON(_ name: StaticString, _ number: UInt32) {
        text.put(name)
        text.reserve(10)
        text.put(decimal: number)
    }

    private mutating func putJSON(_ name: StaticString, _ address: IPAddress) {
        text.put(name)
        text.reserve(64)
        text.put(canonical: address)
        text.put("\"")
    }

    private mutating func putJSON(asn: ASN) {
        text.put("\"")
        put(asn: asn)
        text.put("\"")
    }

    private mutating func putJSON(_ word: StaticString?) {
        guard let word else { return text.put("null") }
        text.put("\"")
        text.put(word)
        text.put("\"")
    }

    private mutating func putJSON<Element>(
        _ name: StaticString, _ list: [Element], _ element: (inout RouteEventWriter, Element) -> Void
    ) {
        if list.isEmpty { return }
        text.put(name)
        put(list, separator: "\",\"", element)
        text.put("\"]")
    }
}
