internal import NumberResources

/// Reads the resource extensions of certificates, which must be in the canonical form of RFC 3779 (RFC 6487 section 2).
enum ResourceDecoder {
    /// `IPAddrBlocks ::= SEQUENCE OF IPAddressFamily`
    ///
    ///     IPAddressFamily ::= SEQUENCE { addressFamily OCTET STRING (SIZE (2..3)), ipAddressChoice IPAddressChoice }
    static func addressBlocks(
        _ content: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) -> (ResourceClaim<UInt32>, ResourceClaim<UInt128>) {
        var content = content
        var families = try content.sequence(bytes)
        try content.finish("IPAddrBlocks")
        guard !families.isAtEnd else {
            throw ObjectError(.ipResources, .rfc6487("4.8.10"), at: families.offset, "empty set of address families")
        }
        var ipv4 = ResourceClaim<UInt32>.absent
        var ipv6 = ResourceClaim<UInt128>.absent
        var previous: AddressFamily?
        while !families.isAtEnd {
            var item = try families.sequence(bytes)
            let family = try item.addressFamily(bytes, .ipResources, .rfc6487("4.8.10"))
            guard previous.map({ $0 < family }) ?? true else {
                throw ObjectError(
                    .ipResources, .rfc3779("2.2.3.3"), at: item.offset, "address families are doubled or out of order")
            }
            previous = family
            switch family {
            case .ipv4: ipv4 = try claim(&item, bytes, limits)
            case .ipv6: ipv6 = try claim(&item, bytes, limits)
            }
            try item.finish("an address family")
        }
        return (ipv4, ipv6)
    }

    /// `ASIdentifiers ::= SEQUENCE { asnum [0] ASIdentifierChoice OPTIONAL, rdi [1] ASIdentifierChoice OPTIONAL }`, without
    /// rdi (RFC 6487 section 4.8.11).
    static func asIdentifiers(
        _ content: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) -> ResourceClaim<UInt32> {
        var content = content
        let rule = Rule.rfc6487("4.8.11")
        var fields = try content.sequence(bytes)
        try content.finish("ASIdentifiers")
        guard let numbers = try fields.optional(.constructed(0), bytes) else {
            throw ObjectError(.asResources, rule, at: fields.offset, "asnum is missing")
        }
        guard fields.isAtEnd else { throw ObjectError(.asResources, rule, at: fields.offset, "rdi is present") }
        var choice = DERReader(numbers.content)
        if choice.peekTag(bytes) == .null {
            try choice.null(bytes)
            try choice.finish("asnum")
            return .inherit
        }
        var list = try choice.sequence(bytes)
        try choice.finish("asnum")
        var ranges: [ClosedRange<UInt32>] = []
        while !list.isAtEnd {
            let start = list.offset
            let range: ClosedRange<UInt32>
            if list.peekTag(bytes) == .integer {
                guard let asn = try list.asn(bytes) else {
                    throw ObjectError(.asResources, rule, at: start, "AS number out of range")
                }
                range = asn.rawValue...asn.rawValue
            } else {
                var bounds = try list.sequence(bytes)
                guard let lower = try bounds.asn(bytes), let upper = try bounds.asn(bytes) else {
                    throw ObjectError(.asResources, rule, at: start, "AS number out of range")
                }
                try bounds.finish("a range of AS numbers")
                guard lower < upper else {
                    throw ObjectError(
                        .asResources, .rfc3779("3.2.3.8"), at: start, "range of AS numbers that does not ascend")
                }
                range = lower.rawValue...upper.rawValue
            }
            try append(range, to: &ranges, at: start, .asResources, .rfc3779("3.2.3.4"), limits)
        }
        guard !ranges.isEmpty else {
            throw ObjectError(.asResources, rule, at: list.offset, "empty set of AS numbers")
        }
        return .set(IntervalSet(canonical: ranges))
    }

    /// `IPAddressChoice ::= CHOICE { inherit NULL, addressesOrRanges SEQUENCE OF IPAddressOrRange }`
    private static func claim<Bound: FixedWidthInteger & UnsignedInteger & Sendable>(
        _ item: inout DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) -> ResourceClaim<Bound> {
        if item.peekTag(bytes) == .null {
            try item.null(bytes)
            return .inherit
        }
        var list = try item.sequence(bytes)
        var ranges: [ClosedRange<Bound>] = []
        while !list.isAtEnd {
            let start = list.offset
            let range: ClosedRange<Bound>
            if list.peekTag(bytes) == .bitString {
                range = try list.addressPrefix(bytes, .ipResources, .rfc3779("2.2.3.8")).range
            } else {
                var bounds = try list.sequence(bytes)
                let lower = try bounds.addressPrefix(bytes, .ipResources, .rfc3779("2.2.3.9")) as AddressBits<Bound>
                let upper = try bounds.addressPrefix(bytes, .ipResources, .rfc3779("2.2.3.9")) as AddressBits<Bound>
                try bounds.finish("a range of addresses")
                guard lower.value <= upper.range.upperBound else {
                    throw ObjectError(
                        .ipResources, .rfc3779("2.2.3.9"), at: start, "range of addresses that does not ascend")
                }
                range = lower.value...upper.range.upperBound
                guard lower.isStripped(of: 0), upper.isStripped(of: 1), !range.isPrefix else {
                    throw ObjectError(
                        .ipResources, .rfc3779("2.2.3.7"), at: start, "range of addresses is not in canonical form")
                }
            }
            try append(range, to: &ranges, at: start, .ipResources, .rfc3779("2.2.3.6"), limits)
        }
        guard !ranges.isEmpty else {
            throw ObjectError(.ipResources, .rfc6487("4.8.10"), at: list.offset, "empty set of addresses")
        }
        return .set(IntervalSet(canonical: ranges))
    }

    /// Adds a range that must lie above the last one, and not touch it.
    private static func append<Bound: FixedWidthInteger & UnsignedInteger>(
        _ range: ClosedRange<Bound>, to ranges: inout [ClosedRange<Bound>], at offset: Int, _ code: ObjectError.Code,
        _ rule: Rule, _ limits: DecodingLimits
    ) throws(ObjectError) {
        if let last = ranges.last {
            guard last.upperBound < range.lowerBound, last.upperBound + 1 < range.lowerBound else {
                throw ObjectError(code, rule, at: offset, "resources overlap, touch or are out of order")
            }
            guard ranges.count < limits.resourceRanges else {
                throw .reached("resourceRanges", limits.resourceRanges, at: offset)
            }
        }
        ranges.append(range)
    }
}
