internal import NumberResources

// Feeds other than MRT, in the words of `bgpdump -m`.
extension RouteEventWriter {
    mutating func writeLine(_ event: RouteEvent, isTableRow: Bool) {
        text.put(isTableRow ? "TABLE_DUMP2" : "BGP4MP")
        if event.time.fraction > 0, !isTableRow { text.put("_ET") }
        if event.pathID != nil { text.put("_AP") }
        text.put("|")
        put(event.time)
        switch event.action {
        case .announce: text.put(isTableRow ? "|B|" : "|A|")
        case .withdraw: text.put("|W|")
        }
        put(event.peer)
        text.reserve(96)
        text.put(event.prefix)
        if let pathID = event.pathID {
            text.put(UInt8(ascii: "|"))
            text.put(decimal: pathID)
        }
        guard case .announce(let attributes) = event.action else { return text.put("\n") }
        text.put("|")
        putLine(attributes)
    }

    mutating func writeLine(_ change: PeerStateChange) {
        text.put(change.time.fraction > 0 ? "BGP4MP_ET|" : "BGP4MP|")
        put(change.time)
        text.put("|STATE|")
        put(change.peer)
        text.reserve(16)
        text.put(decimal: UInt32(change.from?.rawValue ?? 0))
        text.put(UInt8(ascii: "|"))
        text.put(decimal: UInt32(change.to?.rawValue ?? 0))
        text.put(UInt8(ascii: "\n"))
    }

    /// `192.0.2.1|64500|`
    private mutating func put(_ peer: BGPPeer) {
        text.reserve(64)
        text.put(peer.address)
        text.put(UInt8(ascii: "|"))
        text.put(decimal: peer.asn.rawValue)
        text.put(UInt8(ascii: "|"))
    }

    private mutating func putLine(_ attributes: PathAttributes) {
        BGPDumpAttributes.write(&text, attributes.asPath)
        switch attributes.origin {
        case .igp: text.put("|IGP|")
        case .egp: text.put("|EGP|")
        case .incomplete, nil: text.put("|INCOMPLETE|")
        }
        text.reserve(96)
        text.put(attributes.nextHop ?? IPAddress(ipv4: .max))
        text.put(UInt8(ascii: "|"))
        text.put(decimal: attributes.localPreference ?? 0)
        text.put(UInt8(ascii: "|"))
        text.put(decimal: attributes.multiExitDiscriminator ?? 0)
        text.put(UInt8(ascii: "|"))
        put(attributes.communities, separator: " ") { writer, community in
            BGPDumpAttributes.write(&writer.text, community: community)
        }
        text.put(attributes.isAtomicAggregate ? "|AG|" : "|NAG|")
        if let aggregator = attributes.aggregator {
            text.reserve(64)
            text.put(decimal: aggregator.asn.rawValue)
            text.put(UInt8(ascii: " "))
            text.put(aggregator.address)
        }
        text.put("|\n")
    }
}
