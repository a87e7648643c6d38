internal import NumberResources

/// The attributes of a route in a line of `bgpdump -m`.
enum BGPDumpAttributes {
    /// `|64500 64501|IGP|192.0.2.1|0|0|64500:1|NAG||` and the end of the line.
    ///
    /// - Parameters:
    ///   - isSigned: Whether LOCAL_PREF and MED are taken for signed numbers.
    ///   - isLegacy: Whether the record is of type 5.
    static func write(
        _ text: inout TextBuffer, _ octets: Span<UInt8>, _ parts: AttributeLayout, _ nextHop: IPAddress?,
        _ octetsPerASN: Int, isSigned: Bool = false, isLegacy: Bool = false
    ) {
        text.reserve(192)
        text.put(UInt8(ascii: "|"))
        writePath(&text, octets, parts, octetsPerASN)
        writeOrigin(&text, octets, parts[.origin])
        text.reserve(128)
        if let nextHop {
            text.put(nextHop)
        } else {
            text.put("255.255.255.255")
        }
        text.put(UInt8(ascii: "|"))
        writeNumber(&text, octets, parts[.localPreference], isSigned: isSigned)
        text.put(UInt8(ascii: "|"))
        writeNumber(&text, octets, parts[.multiExitDiscriminator], isSigned: isSigned)
        // The oldest kind of record has no field of its own for communities: they follow the MED.
        if !isLegacy { text.put(UInt8(ascii: "|")) }
        writeCommunities(&text, octets, parts[.communities])
        text.put(UInt8(ascii: "|"))
        text.put(parts[.atomicAggregate].isPresent ? "AG|" : "NAG|")
        text.reserve(32)
        writeAggregator(&text, octets, parts, octetsPerASN)
        text.put(UInt8(ascii: "|"))
        text.put(UInt8(ascii: "\n"))
    }

    @inline(__always)
    private static func writeNumber(
        _ text: inout TextBuffer, _ octets: Span<UInt8>, _ part: AttributeLayout.Part, isSigned: Bool
    ) {
        let number = part.isPresent ? octets.filledUInt32(part.range) : 0
        if isSigned, number > Int32.max {
            text.put(UInt8(ascii: "-"))
            text.put(decimal: 0 &- number)
        } else {
            text.put(decimal: number)
        }
    }

    private static func writeOrigin(_ text: inout TextBuffer, _ octets: Span<UInt8>, _ part: AttributeLayout.Part) {
        let origin = !part.isPresent ? 2 : part.count == 0 ? 0 : octets[part.offset]
        switch origin {
        case 0: text.put("|IGP|")
        case 1: text.put("|EGP|")
        default: text.put("|INCOMPLETE|")
        }
    }

    private static func writeCommunities(
        _ text: inout TextBuffer, _ octets: Span<UInt8>, _ part: AttributeLayout.Part
    ) {
        guard part.count >= 4 else { return }
        let end = part.offset + part.count / 4 * 4
        text.reserve(part.count / 4 * 14 + 64)
        var offset = part.offset
        while offset < end {
            if offset > part.offset { text.put(UInt8(ascii: " ")) }
            write(&text, community: octets.uint32(at: offset))
            offset += 4
        }
        text.reserve(64)
    }

    /// `64500:1`, or the name of one that has one.
    @inline(__always)
    static func write(_ text: inout TextBuffer, community: UInt32) {
        switch community {
        case 0xffff_ff01: text.put("no-export")
        case 0xffff_ff02: text.put("no-advertise")
        case 0xffff_ff03: text.put("local-AS")
        default:
            text.reserve(11)
            text.put(decimal: community >> 16)
            text.put(UInt8(ascii: ":"))
            text.put(decimal: community & 0xffff)
        }
    }

    /// AGGREGATOR, or AS4_AGGREGATOR in place of one with AS_TRANS.
    private static func writeAggregator(
        _ text: inout TextBuffer, _ octets: Span<UInt8>, _ parts: AttributeLayout, _ octetsPerASN: Int
    ) {
        let part = parts[.aggregator]
        guard part.isPresent else { return }
        let range = part.range
        var number =
            octetsPerASN == 4 ? octets.filledUInt32(range) : octets.filledUInt32(range) >> 16
        let addressStart = min(range.lowerBound + octetsPerASN, range.upperBound)
        var address = octets.filledUInt32(addressStart..<range.upperBound)
        let as4 = parts[.as4Aggregator]
        if octetsPerASN == 2, number == ASN.transition.rawValue, as4.isPresent, as4.count >= 8 {
            number = octets.uint32(at: as4.offset)
            address = octets.uint32(at: as4.offset + 4)
        }
        // All ones mean that there is no address.
        guard address != .max else { return }
        text.put(decimal: number)
        text.put(UInt8(ascii: " "))
        text.put(ipv4: address)
    }
}

extension Span<UInt8> {
    /// The first four octets of `range`, with zeros in place of those that it has not.
    @inline(__always)
    func filledUInt32(_ range: Range<Int>) -> UInt32 {
        if range.count >= 4 { return uint32(at: range.lowerBound) }
        var number: UInt32 = 0
        for place in 0..<4 {
            number = number << 8 | (place < range.count ? UInt32(self[range.lowerBound + place]) : 0)
        }
        return number
    }
}
