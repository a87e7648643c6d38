internal import NumberResources
internal import RPKIObjects
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension RunCollector {
    /// The result of `last`, found again.
    func run(at date: Date, like last: ValidationRun) -> ValidationRun {
        ValidationRun(
            date: date, payloads: last.payloads, rejections: last.rejections, rejectionCounts: last.rejectionCounts,
            limits: last.limits, trustAnchors: last.trustAnchors, authorities: last.authorities, issuers: [:],
            manifests: last.manifests)
    }

    consuming func run(at date: Date) -> ValidationRun {
        let refused = refusePayloads()
        var assembly = Assembly(trustAnchors: trustAnchors)
        // By trust anchor, and below it in the order in which CAs were found: which trust anchor was fetched first is
        // chance.
        let order = authorities.indices.sorted { (anchors[$0].index, $0) < (anchors[$1].index, $1) }
        var places = Array(repeating: 0, count: order.count)
        for (place, index) in order.enumerated() { places[index] = place }
        var sorted: [ValidationRun.Authority] = []
        sorted.reserveCapacity(order.count)
        for (place, index) in order.enumerated() {
            var authority = authorities[index]
            authority.parent = authority.parent.map { places[$0] }
            if let outcome = outcomes[index] {
                authority.counts = assembly.add(
                    outcome, anchor: anchors[index].index, place: recordsIssuers ? place : nil,
                    without: refused[index] ?? [])
            }
            sorted.append(authority)
        }
        let counts = zip(trustAnchors, rejectionCounts).flatMap { anchor, counts in
            counts.map { RejectionCount(kind: $0.key, trustAnchor: anchor.name, count: $0.value) }
        }
        return ValidationRun(
            date: date, payloads: assembly.builder.build(), rejections: rejections.described.sorted(),
            rejectionCounts: counts.sorted {
                ($0.kind.code.rawValue, $0.kind.level.rawValue, $0.trustAnchor)
                    < ($1.kind.code.rawValue, $1.kind.level.rawValue, $1.trustAnchor)
            },
            limits: reachedLimits, trustAnchors: assembly.trustAnchors, authorities: sorted,
            issuers: assembly.issuers, manifests: assembly.manifests)
    }

    /// Refuses payloads of CAs that are too many with those of other CAs; gives which kinds, by place.
    private mutating func refusePayloads() -> [Int: Set<PayloadSums.Kind>] {
        let shares = authorities.indices.map { index in
            PayloadSums.Share(
                counts: outcomes[index]?.payloadCounts ?? PayloadCounts(), repository: authorities[index].server,
                anchor: anchors[index].index)
        }
        var refused: [Int: Set<PayloadSums.Kind>] = [:]
        for refusal in PayloadSums.refusals(of: shares, limits) {
            refused[refusal.place, default: []].insert(refusal.kind)
            refuse(refusal.error(shares[refusal.place]), ofPoint: refusal.place)
        }
        return refused
    }
}

/// The combined outcomes of points.
private struct Assembly {
    var builder = PayloadSetBuilder()
    var trustAnchors: [ValidationRun.TrustAnchorResult]
    var manifests: [ManifestInstance] = []
    var issuers: [String: Int] = [:]

    init(trustAnchors: [ValidationRun.TrustAnchorResult]) {
        self.trustAnchors = trustAnchors
    }

    /// - Parameter place: the CA's place, where issuers are recorded.
    /// - Returns: how many payloads were added.
    mutating func add(
        _ outcome: PointOutcome, anchor: Int, place: Int?, without refused: Set<PayloadSums.Kind>
    ) -> PayloadCounts {
        trustAnchors[anchor].counts.add(outcome.counts)
        if let manifest = outcome.manifest { manifests.append(manifest) }
        var counts = PayloadCounts()
        for (payload, source) in outcome.payloads where !refused.contains(payload.kind) {
            add(payload, source)
            counts[payload.kind] += payload.count
            if let place, case .object(let object) = source, let uri = object.uri { issuers[uri] = place }
        }
        trustAnchors[anchor].vrps += counts.vrps
        trustAnchors[anchor].aspas += counts.aspas
        trustAnchors[anchor].routerKeys += counts.routerKeys
        return counts
    }

    private mutating func add(_ payload: PointOutcome.Payload, _ source: PayloadSource) {
        let id = builder.source(source)
        switch payload {
        case .routeOrigins(let origins):
            for address in origins.addresses {
                builder.add(
                    VRP(prefix: address.prefix, maxLength: address.maxLength, asn: ASN(origins.asn)), source: id)
            }
        case .providers(let providers):
            builder.add(
                ASPA(customer: ASN(providers.customer), providers: providers.providers.map { ASN($0) }), source: id)
        case .router(let keys):
            for asn in keys.asns {
                builder.add(
                    RouterKey(
                        asn: ASN(asn), subjectKeyIdentifier: keys.subjectKeyIdentifier.octets,
                        publicKey: keys.subjectPublicKeyInfo), source: id)
            }
        }
    }
}

extension PayloadSums.Refusal {
    /// The error for the CA.
    fileprivate func error(_ share: PayloadSums.Share) -> ObjectError {
        let count = share.counts[kind]
        let whole =
            switch limit {
            case kind.limits.repository: "of the repository \(share.repository)"
            case kind.limits.anchor: "of the trust anchor"
            default: "of all trust anchors"
            }
        return .limit(
            limit,
            "ignored \(count) \(kind.name) of this CA, because there are \(sum) \(whole) and \(allowed) are allowed")
    }
}
