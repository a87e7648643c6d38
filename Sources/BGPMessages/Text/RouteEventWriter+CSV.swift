internal import NumberResources
internal import TextFormats

extension RouteEventWriter {
    static let csvHead: StaticString = """
        type,time,peer_asn,peer_address,prefix,path_id,as_path,origin_asn,origin,next_hop,local_pref,med,communities,\
        extended_communities,large_communities,atomic_aggregate,aggregator_asn,aggregator_address,only_to_customer,from,to,view,\
        router,distinguisher,table

        """

    mutating func writeCSV(_ event: RouteEvent, isTableRow: Bool, _ view: BMPView?, _ source: BMPSource?) {
        beginCSV(event.kind(isTableRow: isTableRow), event.time, event.peer)
        text.reserve(64)
        text.put(canonical: event.prefix)
        text.put(",")
        if let pathID = event.pathID { put(number: pathID) }
        text.put(",")
        if case .announce(let attributes) = event.action {
            putCSV(attributes)
        } else {
            text.put(",,,,,,,,,,,,")
        }
        text.put(",,,")
        if let view { text.put(view.rawValue.utf8) }
        putCSV(source)
    }

    /// The last three fields of a line.
    private mutating func putCSV(_ source: BMPSource?) {
        guard let source else { return text.put(",,,\n") }
        var fields: [UInt8] = []
        for field in [source.router, source.distinguisherText ?? "", source.table ?? ""] {
            fields.append(UInt8(ascii: ","))
            fields.append(csvField: field)
        }
        text.put(fields)
        text.put("\n")
    }

    mutating func writeCSV(_ change: PeerStateChange) {
        beginCSV("state", change.time, change.peer)
        text.put(",,,,,,,,,,,,,,,")
        if let name = change.from?.name { text.put(name) }
        text.put(",")
        if let name = change.to?.name { text.put(name) }
        text.put(",")
        putCSV(change.source)
    }

    private mutating func beginCSV(_ kind: StaticString, _ time: BGPTime, _ peer: BGPPeer) {
        text.put(kind)
        text.put(",")
        put(time)
        text.put(",")
        put(asn: peer.asn)
        text.put(",")
        text.reserve(64)
        text.put(canonical: peer.address)
        text.put(",")
    }

    /// The fields from `as_path` to `only_to_customer`. A path with commas is put in quotes.
    private mutating func putCSV(_ attributes: PathAttributes) {
        let isQuoted = attributes.asPath.hasSet
        if isQuoted { text.put("\"") }
        BGPDumpAttributes.write(&text, attributes.asPath)
        text.put(isQuoted ? "\"," : ",")
        if let origin = attributes.asPath.origin { put(asn: origin) }
        text.put(",")
        if let origin = attributes.origin { text.put(origin.name) }
        text.put(",")
        text.reserve(64)
        if let nextHop = attributes.nextHop { text.put(canonical: nextHop) }
        text.put(",")
        if let preference = attributes.localPreference { put(number: preference) }
        text.put(",")
        if let discriminator = attributes.multiExitDiscriminator { put(number: discriminator) }
        text.put(",")
        put(attributes.communities, separator: " ") { writer, community in writer.put(community: community) }
        text.put(",")
        put(attributes.extendedCommunities, separator: " ") { writer, community in writer.put(extended: community) }
        text.put(",")
        put(attributes.largeCommunities, separator: " ") { writer, community in writer.put(community) }
        text.put(attributes.isAtomicAggregate ? ",true," : ",false,")
        if let aggregator = attributes.aggregator { put(asn: aggregator.asn) }
        text.put(",")
        text.reserve(64)
        if let aggregator = attributes.aggregator { text.put(canonical: aggregator.address) }
        text.put(",")
        if let asn = attributes.onlyToCustomer { put(asn: asn) }
    }

    private mutating func put(number: UInt32) {
        text.reserve(10)
        text.put(decimal: number)
    }
}
