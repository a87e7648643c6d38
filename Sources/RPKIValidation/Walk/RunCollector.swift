internal import NumberResources
internal import RPKIObjects

internal import struct FoundationEssentials.Date

/// Puts the outcomes of publication points together, and says which points they lead to.
struct RunCollector {
    let limits: ValidationLimits
    private(set) var rejections: RejectionLog
    private(set) var rejectionCounts: [[RejectionCount.Kind: Int]]
    private var room: RejectionRoom
    private(set) var trustAnchors: [ValidationRun.TrustAnchorResult]
    private(set) var authorities: [ValidationRun.Authority] = []
    private(set) var anchors: [TrustAnchor] = []
    /// The resources of each authority.
    private var resources: [ResourceSet] = []
    private var pointsDone = 0
    let recordsIssuers: Bool
    /// Points and objects admitted so far, by trust anchor.
    private var points: [Int]
    private var objects: [Int]
    /// The end of validity of the chain to each point; for several chains, the latest.
    private var reached: [ObjectHash: Date] = [:]
    /// Points of each key that the certificates of each issuer led to.
    private var keyPoints: [Certification: Int] = [:]
    /// The outcomes of points, by place: put together only if they differ from those of the last walk.
    private(set) var outcomes: [Int: PointOutcome] = [:]

    /// One key certified by another.
    private struct Certification: Hashable {
        let anchor: Int
        let issuer: KeyIdentifier
        let subject: KeyIdentifier
    }

    init(locators: [TrustAnchorLocator], limits: ValidationLimits, recordsIssuers: Bool) {
        self.limits = limits
        self.recordsIssuers = recordsIssuers
        rejections = RejectionLog(room: limits.totalRejections)
        rejectionCounts = Array(repeating: [:], count: locators.count)
        room = RejectionRoom(limits)
        trustAnchors = locators.map { ValidationRun.TrustAnchorResult(name: $0.name) }
        points = Array(repeating: 0, count: locators.count)
        objects = points
    }

    mutating func add(_ found: [Rejection], trustAnchor: Int, found isFound: Bool) {
        for rejection in found {
            rejections.append(rejection)
            rejectionCounts[trustAnchor][rejection.kind, default: 0] += 1
        }
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
                trustAnchor: point.trustAnchor.name, parent: point.parent, repository: point.repository.asDirectory,
                server: point.server))
        anchors.append(point.trustAnchor)
        resources.append(point.authority.resources)
        points[point.trustAnchor.index] += 1
        return authorities.count - 1
    }

    /// Adds what the point at `index` gave.
    ///
    /// - Returns: the points below it, each with its place.
    mutating func add(_ outcome: PointOutcome, ofPoint index: Int) -> [WalkQueue.Entry] {
        let anchor = anchors[index]
        pointsDone += 1
        if outcome.state == .failed { authorities[index].lost = resources[index] }
        objects[anchor.index] += outcome.fileCount
        var given = outcome
        given.children = []
        var admitted: [WalkQueue.Entry] = []
        for child in outcome.children {
            do throws(ObjectError) {
                if let point = try point(child, below: index, anchor) { admitted.append((point, admit(point))) }
            } catch {
                given.rejections.append(Rejection(uri: child.uri, hash: nil, level: .rejected, error: error))
            }
        }
        add(given.rejections, ofPoint: index)
        given.rejections = RejectionLog(room: 0)
        outcomes[index] = given
        return admitted
    }

    private mutating func add(_ log: RejectionLog, ofPoint index: Int) {
        let anchor = anchors[index].index
        let room = room.room(for: log, repository: authorities[index].server, anchor: anchor)
        rejections.append(log, describing: room)
        rejectionCounts[anchor].merge(log.counts, uniquingKeysWith: +)
    }

    /// A point below the one at `index`; `nil` when it is walked already.
    private mutating func point(
        _ child: PointOutcome.Child, below index: Int, _ anchor: TrustAnchor
    ) throws(ObjectError) -> PublicationPoint? {
        guard
            let point = PublicationPoint(
                child.authority, context: child.context, certificateURI: child.uri, chain: child.chain,
                trustAnchor: anchor, parent: index)
        else { throw .unusablePoint(child.authority.certificate) }
        // A CA that is reached over several paths with the same resources gives the same over all of them. Were all of
        // them walked, 30 pairs of CAs, each certifying both of the next pair, would be a thousand million points.
        let arrival = point.arrival
        guard reached[arrival].map({ $0 < point.chain.expires }) ?? true else { return nil }
        guard points[anchor.index] < limits.points else {
            throw .limit(.points, "more than \(limits.points) points under one trust anchor")
        }
        guard objects[anchor.index] < limits.objects else {
            throw .limit(.objects, "more than \(limits.objects) objects under one trust anchor")
        }
        // Certificates that differ in their resources lead to different points with the same objects, and so do all
        // below them (RFC 8360 trims what they claim). Counted by issuer, so that no issuer uses up another's share.
        let certification = Certification(
            anchor: anchor.index, issuer: authorities[index].key,
            subject: child.authority.certificate.subjectKeyIdentifier)
        guard keyPoints[certification, default: 0] < limits.keyPoints else {
            throw .limit(
                .keyPoints,
                "more than \(limits.keyPoints) points of the key \(certification.subject) below its issuer")
        }
        keyPoints[certification, default: 0] += 1
        reached[arrival] = point.chain.expires
        return point
    }

    var progress: WalkProgress {
        WalkProgress(pointsDone: pointsDone, pointsKnown: authorities.count, objects: objects.reduce(0, +))
    }

    /// The number of times that each limit refused something so far.
    var reachedLimits: [WalkLimit: Int] {
        rejections.limits.merging(room.passed, uniquingKeysWith: +)
    }

    /// Refuses payloads of the CA at `place`.
    mutating func refuse(_ error: ObjectError, ofPoint place: Int) {
        var log = RejectionLog(room: 1)
        log.append(Rejection(uri: authorities[place].manifest, hash: nil, level: .rejected, error: error))
        add(log, ofPoint: place)
    }
}
