internal import NumberResources

extension PathAttributes {
    /// Reads the attributes that `layout` found in `octets`; what is malformed is left out and added to `faults`.
    ///
    /// The next hop is that of NEXT_HOP.
    ///
    /// - Parameter isTable: Whether the attributes are those of a table, not of a message.
    package init(
        _ octets: Span<UInt8>, _ layout: AttributeLayout, _ encoding: SessionEncoding, isTable: Bool = false,
        faults: inout [MessageError]
    ) {
        self.init()
        decodeWellKnown(octets, layout, &faults)
        decodePath(octets, layout, encoding, isTable: isTable, &faults)
        decodeCommunities(octets, layout, &faults)
        if encoding.isExternal == true {
            discardInternal(layout, &faults)
        } else {
            decodeInternal(octets, layout, &faults)
        }
        if let offset = layout.number(.onlyToCustomer, 4, &faults) {
            onlyToCustomer = ASN(octets.uint32(at: offset))
        }
    }

    private mutating func decodeWellKnown(
        _ octets: Span<UInt8>, _ layout: AttributeLayout, _ faults: inout [MessageError]
    ) {
        if let offset = layout.number(.origin, 1, &faults) {
            origin = Origin(rawValue: octets[offset])
            if origin == nil {
                faults.append(AttributeType.origin.malformed(at: offset, "ORIGIN \(octets[offset])"))
            }
        }
        if let offset = layout.number(.nextHop, 4, &faults) {
            nextHop = IPAddress(ipv4: octets.uint32(at: offset))
        }
        if let offset = layout.number(.multiExitDiscriminator, 4, &faults) {
            multiExitDiscriminator = octets.uint32(at: offset)
        }
        isAtomicAggregate = layout.number(.atomicAggregate, 0, &faults) != nil
    }

    /// AS_PATH and AGGREGATOR, with AS4_PATH and AS4_AGGREGATOR from sessions of two-octet AS numbers.
    private mutating func decodePath(
        _ octets: Span<UInt8>, _ layout: AttributeLayout, _ encoding: SessionEncoding, isTable: Bool,
        _ faults: inout [MessageError]
    ) {
        var size = encoding.octetsPerASN
        if layout[.asPath].isPresent {
            switch ASPath.decode(octets, layout[.asPath].range, octetsPerASN: size) {
            case .success(let path): asPath = path
            case .failure(let fault):
                if encoding.isObserved, let path = ASPath(octets, layout, otherSize: size, &faults) {
                    asPath = path
                    size = 6 - size
                } else {
                    faults.append(AttributeType.asPath.malformed(at: fault.offset, fault.detail))
                }
            }
        }
        // Tables of OpenBGPD have four octets here and two in AS_PATH: there the length tells.
        let count = layout[.aggregator].count
        let isOfEitherSize = (isTable || encoding.isObserved) && (count == 6 || count == 8)
        let aggregatorSize = isOfEitherSize ? count - 4 : size
        if let offset = layout.number(.aggregator, aggregatorSize + 4, &faults) {
            aggregator = Aggregator(octets, at: offset, octetsPerASN: aggregatorSize)
        }
        // RFC 6793 section 4.1: between speakers of four octets the other two mean nothing.
        guard size == 2, layout[.as4Path].isPresent || layout[.as4Aggregator].isPresent else { return }
        if let offset = layout.number(.as4Aggregator, 8, &faults), let aggregator {
            guard aggregator.asn == .transition else { return }
            self.aggregator = Aggregator(octets, at: offset, octetsPerASN: 4)
        }
        if let path = ASPath(octets, layout, .as4Path, octetsPerASN: 4, &faults) { asPath = asPath.merged(with: path) }
    }

    private mutating func decodeCommunities(
        _ octets: Span<UInt8>, _ layout: AttributeLayout, _ faults: inout [MessageError]
    ) {
        if let range = layout.list(.communities, of: 4, &faults) {
            communities = Array(octets, range, of: 4) { octets, offset in octets.uint32(at: offset) }
        }
        if let range = layout.list(.extendedCommunities, of: 8, &faults) {
            extendedCommunities = Array(octets, range, of: 8) { octets, offset in octets.uint64(at: offset) }
        }
        if let range = layout.list(.largeCommunities, of: 12, &faults) {
            largeCommunities = Array(octets, range, of: 12) { octets, offset in
                LargeCommunity(
                    globalAdministrator: octets.uint32(at: offset), localData1: octets.uint32(at: offset + 4),
                    localData2: octets.uint32(at: offset + 8))
            }
        }
        _ = layout.list(.ipv6ExtendedCommunities, of: 20, &faults)
    }

    private mutating func decodeInternal(
        _ octets: Span<UInt8>, _ layout: AttributeLayout, _ faults: inout [MessageError]
    ) {
        if let offset = layout.number(.localPreference, 4, &faults) { localPreference = octets.uint32(at: offset) }
        _ = layout.number(.originatorID, 4, &faults)
        _ = layout.list(.clusterList, of: 4, &faults)
    }

    /// From a neighbour of another AS these attributes are discarded, well-formed or not.
    private func discardInternal(_ layout: AttributeLayout, _ faults: inout [MessageError]) {
        for type in [AttributeType.localPreference, .originatorID, .clusterList] where layout[type].isPresent {
            faults.append(
                MessageError(
                    type.malformed.code, .attributeDiscard, type.malformed.rule, at: layout[type].offset,
                    "attribute \(type.rawValue) from an external neighbour"))
        }
    }
}

extension AttributeLayout {
    /// The place of the value of an attribute of exactly `count` octets; `nil` if it is absent or malformed.
    @inline(__always)
    fileprivate func number(_ type: AttributeType, _ count: Int, _ faults: inout [MessageError]) -> Int? {
        let part = self[type]
        guard part.isPresent else { return nil }
        guard part.count == count else {
            faults.append(type.malformed(at: part.offset, "\(part.count) octets, not \(count)"))
            return nil
        }
        return part.offset
    }

    /// The place of the value of a list of elements of `size` octets, with at least one element.
    @inline(__always)
    fileprivate func list(_ type: AttributeType, of size: Int, _ faults: inout [MessageError]) -> Range<Int>? {
        let part = self[type]
        guard part.isPresent else { return nil }
        guard part.count > 0, part.count % size == 0 else {
            faults.append(
                type.malformed(at: part.offset, "\(part.count) octets are not a list of elements of \(size) octets"))
            return nil
        }
        return part.range
    }
}

extension ASPath {
    /// The path in an attribute, or `nil` where it is absent or malformed.
    fileprivate init?(
        _ octets: Span<UInt8>, _ layout: AttributeLayout, _ type: AttributeType, octetsPerASN: Int,
        _ faults: inout [MessageError]
    ) {
        guard layout[type].isPresent else { return nil }
        switch ASPath.decode(octets, layout[type].range, octetsPerASN: octetsPerASN) {
        case .success(let path): self = path
        case .failure(let fault):
            faults.append(type.malformed(at: fault.offset, fault.detail))
            return nil
        }
    }
}

extension ASPath {
    /// The path, where it can be read only with AS numbers of the other size: some routers set flag A of BMP, or the type
    /// of an MRT record, against what follows.
    ///
    /// - Parameter size: The octets of an AS number that were announced.
    fileprivate init?(
        _ octets: Span<UInt8>, _ layout: AttributeLayout, otherSize size: Int, _ faults: inout [MessageError]
    ) {
        let part = layout[.asPath]
        guard case .success(let path) = ASPath.decode(octets, part.range, octetsPerASN: 6 - size),
            // AS 0 is in no path (RFC 7607): it is the half of another number.
            !path.asns.contains(0)
        else { return nil }
        faults.append(
            MessageError(
                .asNumberSize, .attributeDiscard, "RFC 6793 section 4.1", at: part.offset,
                "AS_PATH has AS numbers of \(6 - size) octets, not of \(size) as announced; it was read so"))
        self = path
    }
}

extension PathAttributes.Aggregator {
    fileprivate init(_ octets: Span<UInt8>, at offset: Int, octetsPerASN: Int) {
        let number = octetsPerASN == 4 ? octets.uint32(at: offset) : UInt32(octets.uint16(at: offset))
        self.init(asn: ASN(number), address: IPAddress(ipv4: octets.uint32(at: offset + octetsPerASN)))
    }
}

extension Array {
    /// The elements of `size` octets each in `range`.
    @inline(__always)
    fileprivate init(
        _ octets: Span<UInt8>, _ range: Range<Int>, of size: Int, _ element: (Span<UInt8>, Int) -> Element
    ) {
        self.init(unsafeUninitializedCapacity: range.count / size) { buffer, initialized in
            var offset = range.lowerBound
            while offset < range.upperBound {
                buffer.initializeElement(at: initialized, to: element(octets, offset))
                initialized += 1
                offset += size
            }
        }
    }
}
