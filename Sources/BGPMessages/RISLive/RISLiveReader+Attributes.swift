internal import NumberResources
internal import TextFormats

extension RISLiveReader {
    /// Pairs of 16-bit numbers. Other values, such as the newer kinds of communities, are skipped.
    mutating func readCommunities() throws(JSONFieldError) {
        guard try json.kind() == .array else { return try json.skip() }
        try json.beginArray()
        while try json.element() {
            guard try json.kind() == .array else {
                try json.skip()
                continue
            }
            var community: UInt32 = 0
            var count = 0
            var fits = true
            try json.beginArray()
            while try json.element() {
                let part = try json.number("community")
                fits = fits && part <= UInt16.max
                community = community << 16 | (part & 0xffff)
                count += 1
            }
            if count == 2, fits { fields.attributes.communities.append(community) }
        }
    }

    mutating func readOrigin() throws(JSONFieldError) {
        if try json.kind() == .null { return try json.skip() }
        try json.string("origin")
        fields.attributes.origin =
            switch json.text.lowercased() {
            case "igp": .igp
            case "egp": .egp
            case "incomplete": .incomplete
            default: nil
            }
    }

    /// `64500:192.0.2.1`, or with a space.
    mutating func readAggregator() throws(JSONFieldError) {
        if try json.kind() == .null { return try json.skip() }
        try json.string("aggregator")
        let parts = json.text.split(maxSplits: 1) { $0 == ":" || $0 == " " }
        guard parts.count == 2, let asn = ASN(parts[0]), let address = IPAddress(parts[1]) else {
            throw .field("aggregator", json.reader.offset)
        }
        fields.attributes.aggregator = PathAttributes.Aggregator(asn: asn, address: address)
    }

    mutating func readAnnouncements() throws(JSONFieldError) {
        if try json.kind() == .null { return try json.skip() }
        try json.beginArray()
        while try json.element() {
            var nextHop: IPAddress?
            var prefixes: [IPPrefix] = []
            try json.begin()
            while try json.member() {
                if json.named("next_hop") {
                    nextHop = try readNextHop()
                } else if json.named("prefixes") {
                    prefixes = try readPrefixes("prefixes")
                } else {
                    try json.skip()
                }
            }
            fields.announcements.append((nextHop, prefixes))
        }
    }

    /// The address, or the global one of the two that IPv6 may have (RFC 2545 section 3), which stands first.
    private mutating func readNextHop() throws(JSONFieldError) -> IPAddress? {
        if try json.kind() == .null {
            try json.skip()
            return nil
        }
        try json.string("next_hop")
        let address = json.reader.withText { text in
            var end = 0
            while end < text.count, text[end] != UInt8(ascii: ","), text[end] != UInt8(ascii: " ") { end += 1 }
            return IPAddress(utf8: text.extracting(0..<end))
        }
        guard let address else { throw .field("next_hop", json.reader.offset) }
        return address
    }

    mutating func readPrefixes(_ name: StaticString) throws(JSONFieldError) -> [IPPrefix] {
        if try json.kind() == .null {
            try json.skip()
            return []
        }
        var prefixes: [IPPrefix] = []
        try json.beginArray()
        while try json.element() {
            prefixes.append(try json.prefix(name))
        }
        return prefixes
    }
}
