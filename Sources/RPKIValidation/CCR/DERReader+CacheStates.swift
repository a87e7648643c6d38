internal import NumberResources
internal import RPKIObjects
internal import ValidatedPayloads

/// The lists of a canonical cache representation, each in its one order (draft-ietf-sidrops-rpki-ccr section 3).
extension DERReader {
    private static func refuse(_ code: ObjectError.Code, at offset: Int, _ detail: String) -> ObjectError {
        ObjectError(code, .cacheRepresentation("3"), at: offset, detail)
    }

    /// `ManifestInstance ::= SEQUENCE { hash, size, aki, manifestNumber, thisUpdate, locations, subordinates OPTIONAL
    /// }`
    static func manifestInstances(
        _ list: inout DERReader, _ bytes: Span<UInt8>
    ) throws(ObjectError) -> [ManifestInstance] {
        var instances: [ManifestInstance] = []
        while !list.isAtEnd {
            let start = list.offset
            var fields = try list.sequence(bytes)
            let hash = try fields.next(.octetString, bytes).content
            guard hash.count == 32 else { throw refuse(.manifestHash, at: start, "\(hash.count) octets, not 32") }
            guard let size = try fields.unsigned(bytes).flatMap(Int.init(exactly:)), size >= 1000 else {
                throw refuse(.size, at: start, "a manifest has 1,000 octets or more")
            }
            let authority = try fields.key(bytes)
            let numberOffset = fields.offset
            guard let number = SerialNumber(bytes, try fields.integer(bytes)) else {
                throw refuse(.manifestNumber, at: numberOffset, "negative, or above 2^159 - 1")
            }
            let thisUpdate = try fields.generalizedTime(bytes)
            let location = try fields.location(bytes)
            var subordinates: [KeyIdentifier] = []
            if !fields.isAtEnd {
                var keys = try fields.sequence(bytes)
                subordinates = try keys.ascendingKeys(bytes)
            }
            try fields.finish("a manifest instance")
            let instance = ManifestInstance(
                hash: ObjectHash(bytes, hash), size: size, authority: authority, number: number, thisUpdate: thisUpdate,
                location: location.description, subordinates: subordinates)
            if let last = instances.last, last.hash >= instance.hash {
                throw refuse(.manifestHash, at: start, "manifests are duplicated or out of order")
            }
            instances.append(instance)
        }
        return instances
    }

    /// `SEQUENCE (SIZE (1..MAX)) OF AccessDescription`, of which there is one: where the manifest is.
    private mutating func location(_ bytes: Span<UInt8>) throws(ObjectError) -> RsyncURI {
        let start = offset
        var list = try sequence(bytes)
        var access = try list.sequence(bytes)
        try list.finish("the locations of a manifest instance")
        let method = try access.objectIdentifier(bytes)
        let value = try access.next(.primitive(6), bytes)
        try access.finish("a location")
        guard method == .signedObject, let uri = RsyncURI(try value.text(bytes)) else {
            throw DERReader.refuse(
                .subjectInformationAccess, at: start, "the location is not an rsync URI of id-ad-signedObject")
        }
        return uri
    }

    private mutating func key(_ bytes: Span<UInt8>) throws(ObjectError) -> KeyIdentifier {
        let value = try next(.octetString, bytes)
        guard value.content.count == 20 else {
            throw DERReader.refuse(
                .subjectKeyIdentifier, at: value.start, "\(value.content.count) octets, not 20")
        }
        return KeyIdentifier(bytes, value.content)
    }

    /// Reads all key identifiers that are left, one or more, ascending.
    mutating func ascendingKeys(_ bytes: Span<UInt8>) throws(ObjectError) -> [KeyIdentifier] {
        var keys: [KeyIdentifier] = []
        while !isAtEnd {
            let start = offset
            let key = try key(bytes)
            if let last = keys.last, last >= key {
                throw DERReader.refuse(.subjectKeyIdentifier, at: start, "keys are duplicated or out of order")
            }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw DERReader.refuse(.subjectKeyIdentifier, at: offset, "no key") }
        return keys
    }

    /// `ROAPayloadSet ::= SEQUENCE { asID ASID, ipAddrBlocks SEQUENCE (SIZE (1..2)) OF ROAIPAddressFamily }`
    static func routeOriginSets(_ list: inout DERReader, _ bytes: Span<UInt8>) throws(ObjectError) -> [VRP] {
        var origins: [VRP] = []
        while !list.isAtEnd {
            var fields = try list.sequence(bytes)
            let asn = try fields.asn(bytes, after: origins.last?.asn)
            var blocks = try fields.sequence(bytes)
            try fields.finish("the VRPs of an AS")
            guard !blocks.isAtEnd else { throw refuse(.addressFamily, at: blocks.offset, "no address family") }
            var last: AddressFamily?
            while !blocks.isAtEnd {
                let start = blocks.offset
                var block = try blocks.sequence(bytes)
                let number = try block.next(.octetString, bytes).content
                guard number.count == 2, bytes[number.lowerBound] == 0,
                    let family = AddressFamily(rawValue: bytes[number.lowerBound + 1]),
                    last.map({ $0 < family }) ?? true
                else {
                    throw refuse(.addressFamily, at: start, "neither IPv4 nor IPv6, or duplicated, or out of order")
                }
                last = family
                var addresses = try block.sequence(bytes)
                try block.finish("an address family")
                try addresses.routeOrigins(of: asn, family, bytes, into: &origins)
            }
        }
        return origins
    }

    private mutating func routeOrigins(
        of asn: ASN, _ family: AddressFamily, _ bytes: Span<UInt8>, into origins: inout [VRP]
    ) throws(ObjectError) {
        guard !isAtEnd else { throw DERReader.refuse(.prefix, at: offset, "an address family without addresses") }
        while !isAtEnd {
            let start = offset
            var fields = try sequence(bytes)
            let prefix = try fields.prefix(family, bytes)
            var maxLength = prefix.length
            if !fields.isAtEnd {
                guard let length = try fields.unsigned(bytes), length > UInt64(prefix.length),
                    VRP.isValid(maxLength: length, of: prefix)
                else {
                    throw DERReader.refuse(
                        .maxLength, at: start,
                        "maxLength, if present, must be above the prefix's \(prefix.length) and at most "
                            + "\(family.bitWidth)"
                    )
                }
                maxLength = UInt8(length)
            }
            try fields.finish("a VRP")
            let origin = VRP(prefix: prefix, maxLength: maxLength, asn: asn)
            if let last = origins.last, !CanonicalCacheRepresentation.precedes(last, origin) {
                throw DERReader.refuse(.prefix, at: start, "VRPs are duplicated or out of order")
            }
            origins.append(origin)
        }
    }

    /// Reads a prefix as a BIT STRING of its bits.
    private mutating func prefix(_ family: AddressFamily, _ bytes: Span<UInt8>) throws(ObjectError) -> IPPrefix {
        let start = offset
        let (unused, octets) = try bitString(bytes)
        let length = octets.count * 8 - Int(unused)
        guard length <= family.bitWidth else {
            throw DERReader.refuse(.prefix, at: start, "\(length) bits, at most \(family.bitWidth)")
        }
        var bits: UInt128 = 0
        for (place, index) in octets.enumerated() { bits |= UInt128(bytes[index]) << UInt128(120 - 8 * place) }
        return IPPrefix(truncating: IPAddress(leftAligned: bits, family: family), length: length)
    }

    /// Reads an AS number, which must be above `last`.
    private mutating func asn(_ bytes: Span<UInt8>, after last: ASN?) throws(ObjectError) -> ASN {
        let start = offset
        guard let asn = try asn(bytes) else { throw DERReader.refuse(.asIdentifier, at: start, "not an AS number") }
        if let last, last >= asn {
            throw DERReader.refuse(.asIdentifier, at: start, "AS numbers are duplicated or out of order")
        }
        return asn
    }

    /// `ASPAPayloadSet ::= SEQUENCE { customerASID ASID, providers SEQUENCE (SIZE (1..MAX)) OF ASID }`
    static func providerSets(_ list: inout DERReader, _ bytes: Span<UInt8>) throws(ObjectError) -> [ASPA] {
        var payloads: [ASPA] = []
        while !list.isAtEnd {
            var fields = try list.sequence(bytes)
            let customer = try fields.asn(bytes, after: payloads.last?.customer)
            var members = try fields.sequence(bytes)
            try fields.finish("an ASPA payload")
            let start = members.offset
            var providers: [ASN] = []
            while !members.isAtEnd { providers.append(try members.asn(bytes, after: providers.last)) }
            guard let first = providers.first, first != 0 || providers.count == 1 else {
                throw refuse(.providers, at: start, "no provider, or AS0 in a list with others")
            }
            payloads.append(ASPA(customer: customer, providers: providers))
        }
        return payloads
    }

    /// `RouterKeySet ::= SEQUENCE { asID ASID, routerKeys SEQUENCE (SIZE (1..MAX)) OF SEQUENCE { ski, spki } }`
    static func routerKeySets(_ list: inout DERReader, _ bytes: Span<UInt8>) throws(ObjectError) -> [RouterKey] {
        var keys: [RouterKey] = []
        while !list.isAtEnd {
            var fields = try list.sequence(bytes)
            let asn = try fields.asn(bytes, after: keys.last?.asn)
            var members = try fields.sequence(bytes)
            try fields.finish("the router keys of an AS")
            guard !members.isAtEnd else { throw refuse(.publicKey, at: members.offset, "an AS without router keys") }
            while !members.isAtEnd {
                let start = members.offset
                var entry = try members.sequence(bytes)
                let identifier = try entry.key(bytes)
                let key = try entry.next(.sequence, bytes)
                try entry.finish("a router key")
                let routerKey = RouterKey(
                    asn: asn, subjectKeyIdentifier: identifier.octets, publicKey: bytes.octets(key.whole))
                if let last = keys.last, last >= routerKey {
                    throw refuse(.subjectKeyIdentifier, at: start, "router keys are duplicated or out of order")
                }
                keys.append(routerKey)
            }
        }
        return keys
    }
}
