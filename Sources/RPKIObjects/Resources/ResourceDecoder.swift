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
                    .ipResources, .rfc3779("2.2.3.3"), at: item.offset,
                    "address families are duplicated or out of order")
            }
            previous = family
            switch family {
            case .ipv4:
                ipv4 = try claim(&item, bytes, family, limits) { set, element throws(RFC3779Error) in
                    try set.append(element)
                }
            case .ipv6:
                ipv6 = try claim(&item, bytes, family, limits) { set, element throws(RFC3779Error) in
                    try set.append(element)
                }
            }
            try item.finish("an address family")
        }
        return (ipv4, ipv6)
    }

    /// `IPAddressChoice ::= CHOICE { inherit NULL, addressesOrRanges SEQUENCE OF IPAddressOrRange }`
    private static func claim<Bound>(
        _ item: inout DERReader, _ bytes: Span<UInt8>, _ family: AddressFamily, _ limits: DecodingLimits,
        append: (inout IntervalSet<Bound>, IPAddressOrRange) throws(RFC3779Error) -> Void
    ) throws(ObjectError) -> ResourceClaim<Bound> {
        if item.peekTag(bytes) == .null {
            try item.null(bytes)
            return .inherit
        }
        var list = try item.sequence(bytes)
        var set = IntervalSet<Bound>()
        while !list.isAtEnd {
            let start = list.offset
            guard set.ranges.count < limits.resourceRanges else {
                throw .reached("resourceRanges", limits.resourceRanges, at: start)
            }
            let element = try list.addressOrRange(bytes, family)
            do {
                try append(&set, element)
            } catch {
                throw ObjectError(error, .ipResources, at: start)
            }
        }
        guard !set.isEmpty else {
            throw ObjectError(.ipResources, .rfc6487("4.8.10"), at: list.offset, "empty set of addresses")
        }
        return .set(set)
    }

    /// `ASIdentifiers ::= SEQUENCE { asnum [0] ASIdentifierChoice OPTIONAL, rdi [1] ASIdentifierChoice OPTIONAL }`,
    /// without rdi (RFC 6487 section 4.8.11).
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
        var set = IntervalSet<UInt32>()
        while !list.isAtEnd {
            let start = list.offset
            guard set.ranges.count < limits.resourceRanges else {
                throw .reached("resourceRanges", limits.resourceRanges, at: start)
            }
            let (lower, upper) = try list.asNumberOrRange(bytes)
            do {
                if let upper {
                    try set.append(minimumASN: lower.rawValue, maximumASN: upper.rawValue)
                } else {
                    try set.append(id: lower.rawValue)
                }
            } catch {
                throw ObjectError(error, .asResources, at: start)
            }
        }
        guard !set.isEmpty else {
            throw ObjectError(.asResources, rule, at: list.offset, "empty set of AS numbers")
        }
        return .set(set)
    }
}

extension DERReader {
    /// Reads `IPAddressOrRange ::= CHOICE { addressPrefix IPAddress, addressRange SEQUENCE { min IPAddress, max
    /// IPAddress } }`.
    fileprivate mutating func addressOrRange(
        _ bytes: Span<UInt8>, _ family: AddressFamily
    ) throws(ObjectError) -> IPAddressOrRange {
        if peekTag(bytes) == .bitString {
            return .prefix(try addressBits(bytes, family, .ipResources, .rfc3779("2.2.3.8")).prefix)
        }
        let start = offset
        var bounds = try sequence(bytes)
        let minimum = try bounds.addressBits(bytes, family, .ipResources, .rfc3779("2.2.3.9"))
        let maximum = try bounds.addressBits(bytes, family, .ipResources, .rfc3779("2.2.3.9"))
        try bounds.finish("a range of addresses")
        guard minimum.isShortestMinimum, maximum.isShortestMaximum else {
            throw ObjectError(
                .ipResources, .rfc3779("2.2.3.9"), at: start, "the ends of a range are not in their shortest form")
        }
        do {
            return try IPAddressOrRange(minimum: minimum, maximum: maximum)
        } catch {
            throw ObjectError(error, .ipResources, at: start)
        }
    }

    /// Reads `ASIdOrRange ::= CHOICE { id INTEGER, range SEQUENCE { min INTEGER, max INTEGER } }`; the second number is
    /// that of a range.
    fileprivate mutating func asNumberOrRange(_ bytes: Span<UInt8>) throws(ObjectError) -> (ASN, ASN?) {
        let start = offset
        func outOfRange() -> ObjectError {
            ObjectError(.asResources, .rfc6487("4.8.11"), at: start, "not an AS number")
        }
        if peekTag(bytes) == .integer {
            guard let asn = try asn(bytes) else { throw outOfRange() }
            return (asn, nil)
        }
        var bounds = try sequence(bytes)
        guard let lower = try bounds.asn(bytes), let upper = try bounds.asn(bytes) else { throw outOfRange() }
        try bounds.finish("a range of AS numbers")
        return (lower, upper)
    }
}

extension ObjectError {
    /// The violation of RFC 3779 in an extension that starts, or continues, at `offset`.
    @inline(never)
    fileprivate init(_ error: RFC3779Error, _ code: Code, at offset: Int) {
        let rule = error.rule.split(separator: " section ")
        self.init(
            code, Rule(String(rule.first ?? ""), String(rule.dropFirst().first ?? "")), at: offset, "\(error)")
    }
}
