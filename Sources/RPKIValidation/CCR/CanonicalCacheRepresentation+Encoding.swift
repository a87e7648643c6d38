internal import NumberResources
internal import RPKIObjects
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension ValidationRun {
    /// The octets of a `.ccr` file that says what the run gave; see ``CanonicalCacheRepresentation``.
    public var canonicalCacheRepresentation: [UInt8] {
        CanonicalCacheRepresentation(self).encoded
    }
}

extension CanonicalCacheRepresentation {
    /// The representation of a run's result. All states are present, empty or not, except that of the trust anchors if
    /// none was found.
    public init(_ run: ValidationRun) {
        self.init(
            producedAt: run.date, manifests: run.manifests, routeOrigins: run.payloads.vrps,
            providers: run.payloads.aspas,
            trustAnchors: run.trustAnchors.compactMap(\.key), routerKeys: run.payloads.routerKeys)
    }

    /// The representation of these payloads, which may be in any order.
    init(
        producedAt: Date, manifests: [ManifestInstance], routeOrigins: [VRP], providers: [ASPA],
        trustAnchors: [KeyIdentifier], routerKeys: [RouterKey]
    ) {
        let producedAt = Date(timeIntervalSince1970: producedAt.timeIntervalSince1970.rounded(.down))
        let manifests = CanonicalCacheRepresentation.merged(manifests)
        let routeOrigins = routeOrigins.sorted(by: CanonicalCacheRepresentation.precedes)
        let providers = providers.sorted()
        let trustAnchors = Set(trustAnchors).sorted()
        let routerKeys = routerKeys.sorted()

        let lists = (
            DERWriter.encode { der in der.sequence { list in manifests.forEach { list.manifestInstance($0) } } },
            DERWriter.encode { der in
                der.sequence { list in
                    for group in routeOrigins.chunked(by: \.asn) { list.routeOriginSet(group) }
                }
            },
            DERWriter.encode { der in der.sequence { list in providers.forEach { list.providerSet($0) } } },
            DERWriter.encode { der in
                der.sequence { list in trustAnchors.forEach { list.octetString($0.octets) } }
            },
            DERWriter.encode { der in
                der.sequence { list in
                    for group in routerKeys.chunked(by: \.asn) { list.routerKeySet(group) }
                }
            }
        )
        let states = (
            State(elements: manifests, hash: ObjectHash(of: lists.0)),
            State(elements: routeOrigins, hash: ObjectHash(of: lists.1)),
            State(elements: providers, hash: ObjectHash(of: lists.2)),
            trustAnchors.isEmpty ? nil : State(elements: trustAnchors, hash: ObjectHash(of: lists.3)),
            State(elements: routerKeys, hash: ObjectHash(of: lists.4))
        )

        var der = DERWriter()
        der.sequence { info in
            info.objectIdentifier(ObjectIdentifier.canonicalCacheRepresentation.octets)
            info.context(0) { content in
                content.sequence { representation in
                    representation.sequence { $0.objectIdentifier(ObjectIdentifier.sha256.octets) }
                    representation.generalizedTime(producedAt)
                    representation.state(1, lists.0, states.0.hash) {
                        $0.generalizedTime(CanonicalCacheRepresentation.mostRecentUpdate(of: manifests))
                    }
                    representation.state(2, lists.1, states.1.hash)
                    representation.state(3, lists.2, states.2.hash)
                    if let anchors = states.3 { representation.state(4, lists.3, anchors.hash) }
                    representation.state(5, lists.4, states.4.hash)
                }
            }
        }
        self.init(
            producedAt: producedAt, manifests: states.0, routeOrigins: states.1, providers: states.2,
            trustAnchors: states.3, routerKeys: states.4, encoded: der.bytes)
    }

    /// The manifests by hash; one that was seen through two trust anchors stands once, with the subordinates of both.
    private static func merged(_ manifests: [ManifestInstance]) -> [ManifestInstance] {
        var merged: [ManifestInstance] = []
        merged.reserveCapacity(manifests.count)
        for manifest in manifests.sorted(by: { $0.hash < $1.hash }) {
            if let last = merged.last, last.hash == manifest.hash {
                merged[merged.count - 1].subordinates = Set(last.subordinates + manifest.subordinates).sorted()
            } else {
                merged.append(manifest)
            }
        }
        return merged
    }

    /// The order of VRPs: by AS number, then as RFC 9582 section 4.3.3 has it.
    static func precedes(_ left: VRP, _ right: VRP) -> Bool {
        if left.asn != right.asn { return left.asn < right.asn }
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return left.maxLength < right.maxLength
    }
}

extension Array {
    /// The runs of neighbours that have the same `key`.
    fileprivate func chunked<Key: Equatable>(by key: (Element) -> Key) -> [ArraySlice<Element>] {
        var chunks: [ArraySlice<Element>] = []
        var start = 0
        for index in indices where index + 1 == count || key(self[index]) != key(self[index + 1]) {
            chunks.append(self[start...index])
            start = index + 1
        }
        return chunks
    }
}

extension DERWriter {
    /// `[number] EXPLICIT SEQUENCE { list, …, hash }`
    fileprivate mutating func state(
        _ number: UInt8, _ list: [UInt8], _ hash: ObjectHash, between: (inout DERWriter) -> Void = { _ in }
    ) {
        context(number) { tagged in
            tagged.sequence { fields in
                fields.raw(list)
                between(&fields)
                fields.octetString(hash.octets)
            }
        }
    }

    fileprivate mutating func manifestInstance(_ manifest: ManifestInstance) {
        sequence { fields in
            fields.octetString(manifest.hash.octets)
            fields.integer(manifest.size)
            fields.octetString(manifest.authority.octets)
            fields.integer(unsigned: manifest.number.octets)
            fields.generalizedTime(manifest.thisUpdate)
            fields.sequence { locations in
                locations.sequence { access in
                    access.objectIdentifier(ObjectIdentifier.signedObject.octets)
                    access.context(6, primitive: manifest.location.utf8)
                }
            }
            guard !manifest.subordinates.isEmpty else { return }
            fields.sequence { keys in manifest.subordinates.forEach { keys.octetString($0.octets) } }
        }
    }

    /// The VRPs of one AS, in order.
    fileprivate mutating func routeOriginSet(_ origins: ArraySlice<VRP>) {
        guard let asn = origins.first?.asn else { return }
        sequence { fields in
            fields.integer(asn.rawValue)
            fields.sequence { blocks in
                for family in AddressFamily.allCases {
                    let members = origins.filter { $0.prefix.family == family }
                    guard !members.isEmpty else { continue }
                    blocks.sequence { block in
                        block.octetString([0, family.rawValue])
                        block.sequence { addresses in members.forEach { addresses.routeOrigin($0) } }
                    }
                }
            }
        }
    }

    private mutating func routeOrigin(_ origin: VRP) {
        let length = Int(origin.prefix.length)
        sequence { address in
            address.bitString(
                Array(origin.prefix.address.octets.prefix((length + 7) / 8)), unusedBits: UInt8((8 - length % 8) % 8))
            if origin.maxLength != origin.prefix.length { address.integer(origin.maxLength) }
        }
    }

    fileprivate mutating func providerSet(_ payload: ASPA) {
        sequence { fields in
            fields.integer(payload.customer.rawValue)
            fields.sequence { providers in payload.providers.forEach { providers.integer($0.rawValue) } }
        }
    }

    /// The keys of the routers of one AS, in order.
    fileprivate mutating func routerKeySet(_ keys: ArraySlice<RouterKey>) {
        guard let asn = keys.first?.asn else { return }
        sequence { fields in
            fields.integer(asn.rawValue)
            fields.sequence { list in
                for key in keys {
                    list.sequence { entry in
                        entry.octetString(key.subjectKeyIdentifier)
                        entry.raw(key.publicKey)
                    }
                }
            }
        }
    }
}
