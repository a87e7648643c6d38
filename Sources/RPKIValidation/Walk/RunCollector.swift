internal import NumberResources
internal import RPKIObjects
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// Puts the outcomes of publication points together, and says which points they lead to.
struct RunCollector {
    private let limits: ValidationLimits
    private var builder = PayloadSetBuilder()
    private var rejections: [Rejection] = []
    private var trustAnchors: [ValidationRun.TrustAnchorResult]
    private var authorities: [ValidationRun.Authority] = []
    private var anchors: [TrustAnchor] = []
    private var manifests: [ManifestInstance] = []
    private var pointsDone = 0
    private let recordsIssuers: Bool
    private var issuers: [String: Int] = [:]
    /// Points and objects admitted so far, by trust anchor.
    private var points: [Int]
    private var objects: [Int]
    /// When the chain ends over which a point was reached, the longest one of each point.
    private var reached: [ObjectHash: Date] = [:]
    /// What the points gave, in their order: put together only when it is not what the last walk gave.
    private var outcomes: [PointOutcome] = []

    init(locators: [TrustAnchorLocator], limits: ValidationLimits, recordsIssuers: Bool) {
        self.limits = limits
        self.recordsIssuers = recordsIssuers
        trustAnchors = locators.map { ValidationRun.TrustAnchorResult(name: $0.name) }
        points = Array(repeating: 0, count: locators.count)
        objects = points
    }

    mutating func add(_ found: [Rejection], trustAnchor: Int, found isFound: Bool) {
        rejections += found
        trustAnchors[trustAnchor].isFound = isFound
        if isFound {
            trustAnchors[trustAnchor].counts.certificates.valid += 1
        } else {
            trustAnchors[trustAnchor].counts.certificates.invalid += 1
        }
    }

    /// Takes note of a point that will be validated, and gives its place.
    mutating func admit(_ point: PublicationPoint) -> Int {
        let certificate = point.authority.certificate
        if point.parent == nil { trustAnchors[point.trustAnchor.index].key = certificate.subjectKeyIdentifier }
        authorities.append(
            ValidationRun.Authority(
                subject: certificate.subject, key: certificate.subjectKeyIdentifier,
                certificate: point.certificateURI, manifest: point.manifest.description,
                trustAnchor: point.trustAnchor.name, parent: point.parent, repository: point.repository.asDirectory))
        anchors.append(point.trustAnchor)
        points[point.trustAnchor.index] += 1
        return authorities.count - 1
    }

    /// Adds what the point at `index` gave.
    ///
    /// - Returns: the points below it, each with its place.
    mutating func add(_ outcome: PointOutcome, ofPoint index: Int) -> [WalkQueue.Entry] {
        let anchor = anchors[index]
        pointsDone += 1
        objects[anchor.index] += outcome.fileCount
        var given = outcome
        given.children = []
        outcomes.append(given)

        var admitted: [WalkQueue.Entry] = []
        for child in outcome.children {
            guard
                let point = PublicationPoint(
                    child.authority, context: child.context, certificateURI: child.uri, chain: child.chain,
                    trustAnchor: anchor, parent: index)
            else {
                reject(child.uri, .unusablePoint(child.authority.certificate))
                continue
            }
            // A CA that is reached over several paths with the same resources gives the same over all of them. Were all of
            // them walked, 30 pairs of CAs, each certifying both of the next pair, would be a thousand million points.
            let arrival = point.arrival
            guard reached[arrival].map({ $0 < point.chain.expires }) ?? true else { continue }
            guard points[anchor.index] < limits.points else {
                reject(child.uri, .limit("points", limits.points))
                continue
            }
            guard objects[anchor.index] < limits.objects else {
                reject(child.uri, .limit("objects", limits.objects))
                continue
            }
            reached[arrival] = point.chain.expires
            admitted.append((point, admit(point)))
        }
        return admitted
    }

    private mutating func reject(_ uri: String, _ error: ObjectError) {
        rejections.append(Rejection(uri: uri, hash: nil, level: .rejected, error: error))
    }

    private mutating func add(_ payload: PointOutcome.Payload, _ source: PayloadSource, _ anchor: Int) {
        let id = builder.source(source)
        switch payload {
        case .routeOrigins(let origins):
            trustAnchors[anchor].vrps += origins.addresses.count
            for address in origins.addresses {
                builder.add(
                    VRP(prefix: address.prefix, maxLength: address.maxLength, asn: ASN(origins.asn)), source: id)
            }
        case .providers(let providers):
            trustAnchors[anchor].aspas += 1
            builder.add(
                ASPA(customer: ASN(providers.customer), providers: providers.providers.map { ASN($0) }), source: id)
        case .router(let keys):
            trustAnchors[anchor].routerKeys += keys.asns.count
            for asn in keys.asns {
                builder.add(
                    RouterKey(
                        asn: ASN(asn), subjectKeyIdentifier: keys.subjectKeyIdentifier.octets,
                        publicKey: keys.subjectPublicKeyInfo), source: id)
            }
        }
    }

    var progress: WalkProgress {
        WalkProgress(pointsDone: pointsDone, pointsKnown: authorities.count, objects: objects.reduce(0, +))
    }

    /// What `last` gave, now found again.
    func run(at date: Date, like last: ValidationRun) -> ValidationRun {
        ValidationRun(
            date: date, payloads: last.payloads, rejections: last.rejections, trustAnchors: last.trustAnchors,
            authorities: authorities, issuers: [:], manifests: last.manifests)
    }

    consuming func run(at date: Date) -> ValidationRun {
        for (index, outcome) in outcomes.enumerated() {
            let anchor = anchors[index].index
            rejections += outcome.rejections
            trustAnchors[anchor].counts.add(outcome.counts)
            if let manifest = outcome.manifest { manifests.append(manifest) }
            for (payload, source) in outcome.payloads {
                add(payload, source, anchor)
                if recordsIssuers, case .object(let object) = source, let uri = object.uri { issuers[uri] = index }
            }
        }
        return ValidationRun(
            date: date, payloads: builder.build(), rejections: rejections.sorted(), trustAnchors: trustAnchors,
            authorities: authorities, issuers: issuers, manifests: manifests)
    }
}

extension ObjectError {
    fileprivate static func limit(_ name: String, _ limit: Int) -> ObjectError {
        ObjectError(.count, Rule("Docs/Limits.md", ""), "more than \(limit) under one trust anchor, the limit \(name)")
    }
}
