extension MessageError {
    /// The kind of rule that was broken. The raw value is the `reason` of reports and does not change between versions.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        // BGP messages
        case marker = "bgp-marker"
        case messageLength = "bgp-message-length"
        case messageType = "bgp-message-type"
        case open = "bgp-open"
        case capability = "bgp-capability"
        case notification = "bgp-notification"
        case routeRefresh = "bgp-route-refresh"

        // UPDATE as a whole
        case withdrawnLength = "update-withdrawn-length"
        case attributesLength = "update-attributes-length"
        case attributeLength = "update-attribute-length"
        case attributeFlags = "update-attribute-flags"
        case duplicateAttribute = "update-duplicate-attribute"
        case missingAttribute = "update-missing-attribute"
        case prefix = "update-prefix"
        case asNumberSize = "update-as-number-size"
        case pathIdentifiers = "update-path-identifiers"

        // Attributes
        case origin = "attribute-origin"
        case asPath = "attribute-as-path"
        case nextHop = "attribute-next-hop"
        case multiExitDiscriminator = "attribute-med"
        case localPreference = "attribute-local-pref"
        case atomicAggregate = "attribute-atomic-aggregate"
        case aggregator = "attribute-aggregator"
        case communities = "attribute-communities"
        case originatorID = "attribute-originator-id"
        case clusterList = "attribute-cluster-list"
        case multiprotocolReach = "attribute-mp-reach"
        case multiprotocolUnreach = "attribute-mp-unreach"
        case extendedCommunities = "attribute-extended-communities"
        case ipv6ExtendedCommunities = "attribute-ipv6-extended-communities"
        case largeCommunities = "attribute-large-communities"
        case as4Path = "attribute-as4-path"
        case as4Aggregator = "attribute-as4-aggregator"
        case onlyToCustomer = "attribute-otc"

        // MRT
        case truncated = "mrt-truncated"
        case recordLength = "mrt-record-length"
        case recordType = "mrt-record-type"
        case recordBody = "mrt-record-body"
        case peerIndex = "mrt-peer-index"
        case peerTable = "mrt-peer-table"
        case framing = "mrt-framing"

        // BMP
        case bmpVersion = "bmp-version"
        case bmpMessageLength = "bmp-message-length"
        case bmpTruncated = "bmp-truncated"
        case bmpMessageType = "bmp-message-type"
        case bmpMessageBody = "bmp-message-body"
        case bmpPeerType = "bmp-peer-type"
        case bmpUnknownPeer = "bmp-unknown-peer"
        case bmpPeerLimit = "bmp-peer-limit"
        case bmpTLVLength = "bmp-tlv-length"
        case bmpTLVLimit = "bmp-tlv-limit"
        case bmpMissingTLV = "bmp-missing-tlv"
        case bmpStatistic = "bmp-statistic"
        case bmpReason = "bmp-reason"
        case bmpLocalAS = "bmp-local-as"

        // Packet captures
        case captureFraming = "capture-framing"
        case captureTruncated = "capture-truncated"
        case captureGap = "capture-gap"
        case captureFlowLimit = "capture-flow-limit"

        // RIS Live and RIPEstat
        case json = "json"
        case jsonField = "json-field"
        case jsonLimit = "json-limit"
        case risRaw = "ris-raw"

        // Compression
        case compression = "compressed-data"
    }
}
