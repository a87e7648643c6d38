internal import NumberResources
internal import RPKIObjects
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension PointValidator {
    /// Assesses the objects of a point: verdicts, known or reached now, then the clock and the CRL.
    ///
    /// - Parameter failure: why the point as the source offers it does not count, when `candidate` is a kept one.
    func assess(
        _ candidate: PointCandidate, of point: PublicationPoint, known: PointRecord?, failure: PointFailure?
    ) throws -> PointOutcome {
        var record = candidate.record
        let listURI = candidate.uris[record.revocationList]
        let nextUpdate = min(record.nextUpdate, record.signer.notAfter, candidate.revocationList.nextUpdate)
        let surroundings = Surroundings(
            point: point, chain: point.chain.extended(byUpdate: nextUpdate), revocationList: candidate.revocationList)
        var outcome = PointOutcome(
            state: candidate.isFresh ? .fresh : .kept, described: limits.authorityRejections)
        outcome.fileCount = record.files.count + (failure?.filesRead ?? 0)
        outcome.end(by: nextUpdate)
        if let failure { outcome.delay([failure]) }
        outcome.counts.manifests.valid = 1
        if candidate.isFresh { outcome.counts.pointsFresh = 1 } else { outcome.counts.pointsKept = 1 }
        if let failure {
            outcome.rejections.append(
                Rejection(uri: failure.uri, hash: failure.hash, level: .pointKept, error: failure.error))
        }
        if candidate.isFresh, let known, known.manifest != record.manifest {
            outcome.rejections.append(
                Rejection(
                    uri: record.manifest, hash: record.manifestHash, level: .warning,
                    error: ObjectError(
                        .manifestRenamed, Rule("RFC 9981", "2"), "the CA's manifest was \(known.manifest) before")))
        }

        outcome.warn(about: record.signer.nameEncoding, record.manifest, record.manifestHash)
        outcome.warn(
            about: candidate.revocationList.nameEncoding, listURI.description, record.files[record.revocationList].hash)

        outcome.payloads.reserveCapacity(record.files.count)
        var sums = PayloadCounts()
        for place in record.files.indices {
            try Task.checkCancellation()
            let type = RepositoryObject.FileType(fileName: record.files[place].name)
            let uri = candidate.uris[place]
            let octets = candidate.octets[place] ?? []
            let verdict =
                candidate.verdicts[place]
                ?? .validating(
                    octets, as: type, at: uri, revocationList: listURI, issuer: point.authority, limits.decoding)
            record.files[place].verdict = verdict
            let hash = record.files[place].hash
            do throws(ObjectError) {
                guard policy.skipList.isEmpty || !policy.skipList.matches(uri.description) else {
                    throw ObjectError(.skipped, Rule("skip list", ""), "on the operator's skip list")
                }
                try checkConstraints(verdict, of: point.trustAnchor)
                try add(verdict, octets, uri: uri.description, hash, surroundings, to: &outcome)
                outcome.counts.count(type, verdict, isValid: true)
                bound(&outcome, &sums)
            } catch {
                outcome.rejections.append(Rejection(uri: uri.description, hash: hash, level: .rejected, error: error))
                outcome.counts.count(type, verdict, isValid: false)
                if error.code == .notYetValid { outcome.end(by: .distantPast) }
            }
        }

        refusePayloads(&outcome, sums, of: record)
        outcome.manifest = ManifestInstance(
            hash: record.manifestHash, size: record.manifestSize,
            authority: point.authority.certificate.subjectKeyIdentifier, number: record.number,
            thisUpdate: record.thisUpdate, location: record.manifest,
            subordinates: Set(outcome.children.map(\.authority.certificate.subjectKeyIdentifier)).sorted())
        if candidate.isFresh, record != known { try keep(record, candidate, point) }
        return outcome
    }

    /// Fails when an object speaks of resources that the operator does not let its trust anchor speak of.
    private func checkConstraints(_ verdict: ObjectVerdict, of anchor: TrustAnchor) throws(ObjectError) {
        guard !policy.constraints.isEmpty, let constraints = policy.constraints[anchor.name] else { return }
        let violation = constraints.violation(by: verdict.resources)
        guard violation.isEmpty else {
            throw ObjectError(
                .constrained, Rule("trust anchor constraints", ""),
                "trust anchor \(anchor.name) may not certify \(violation)")
        }
    }

    /// The properties that the objects of a point share.
    private struct Surroundings {
        let point: PublicationPoint
        let chain: Chain
        let revocationList: RevocationList
    }

    /// Adds what an object gives, or throws why it gives nothing now.
    private func add(
        _ verdict: ObjectVerdict, _ octets: [UInt8], uri: String, _ hash: ObjectHash, _ surroundings: Surroundings,
        to outcome: inout PointOutcome
    ) throws(ObjectError) {
        switch verdict {
        case .refused(let error):
            throw error
        case .authority:
            try addChild(octets, uri: uri, hash, surroundings, to: &outcome)
        case .routeOrigins(let signer, let origins):
            let source = try source(signer, uri: uri, hash, surroundings, &outcome)
            outcome.payloads.append((.routeOrigins(origins), source))
        case .providers(let signer, let providers):
            let source = try source(signer, uri: uri, hash, surroundings, &outcome)
            outcome.payloads.append((.providers(providers), source))
        case .router(let signer, let keys):
            let source = try source(signer, uri: uri, hash, surroundings, &outcome)
            outcome.payloads.append((.router(keys), source))
        case .other(let signer):
            _ = try source(signer, uri: uri, hash, surroundings, &outcome)
        case .revocationList:
            break
        case .unknown:
            outcome.rejections.append(
                Rejection(
                    uri: uri, hash: hash, level: .warning,
                    error: ObjectError(
                        .kind, .rfc9286("4.2.2"),
                        "manifests should not list this kind of file; only its hash was checked"
                    )))
        }
    }

    /// Checks the clock and the CRL, and says where a payload comes from and how long it lasts.
    private func source(
        _ signer: ObjectVerdict.Signer, uri: String, _ hash: ObjectHash, _ surroundings: Surroundings,
        _ outcome: inout PointOutcome
    ) throws(ObjectError) -> PayloadSource {
        try checkPeriod(signer.notBefore, signer.notAfter, at: date)
        outcome.end(by: signer.notAfter)
        try surroundings.revocationList.checkNotRevoked(signer.serialNumber)
        outcome.warn(about: signer.nameEncoding, uri, hash)
        if !signer.excess.isEmpty { outcome.rejections.append(.trimmed(uri, hash, excess: signer.excess)) }
        let chain = surroundings.chain
        let notAfter = min(chain.notAfter, signer.notAfter)
        return .object(
            PayloadSource.Object(
                trustAnchor: surroundings.point.trustAnchor.name, uri: uri,
                validity: PayloadValidity(notBefore: signer.notBefore, notAfter: signer.notAfter),
                chainValidity: PayloadValidity(
                    notBefore: max(chain.notBefore, signer.notBefore), notAfter: notAfter),
                stale: chain.nextUpdate, expires: min(chain.expires, notAfter)))
    }

    /// Adds a CA below, with the resources that are left to it.
    private func addChild(
        _ octets: [UInt8], uri: String, _ hash: ObjectHash, _ surroundings: Surroundings, to outcome: inout PointOutcome
    ) throws(ObjectError) {
        let certificate = try Certificate(decoding: octets, limits: limits.decoding)
        try certificate.checkValidity(at: date)
        outcome.end(by: certificate.notAfter)
        try surroundings.revocationList.checkNotRevoked(certificate.serialNumber)
        let grant = try certificate.grant(issuer: surroundings.point.authority.resources)
        if !grant.excess.isEmpty {
            outcome.rejections.append(.trimmed(uri, hash, excess: "\(grant.excess)"))
        }
        guard !surroundings.chain.keys.contains(certificate.subjectKeyIdentifier) else {
            throw ObjectError(
                .loop, .rfc6487("7.2"), "the key \(certificate.subjectKeyIdentifier) is also above itself in the chain")
        }
        guard surroundings.chain.keys.count < limits.depth else {
            throw .limit(.depth, "more than \(limits.depth) certificates on the chain", code: .depth)
        }
        if let repository = certificate.repository, policy.skipList.matches(repository.description) {
            throw ObjectError(.skipped, Rule("skip list", ""), "\(repository) is on the operator's skip list")
        }
        outcome.warn(about: certificate.nameEncoding, uri, hash)
        let authority = try Certificate.Authority(certificate, resources: grant.resources)
        outcome.children.append(
            (authority, authority.context, uri, surroundings.chain.extended(by: certificate)))
    }

    /// Hands the point to the store, with the octets of all its objects.
    private func keep(_ record: PointRecord, _ candidate: PointCandidate, _ point: PublicationPoint) throws {
        guard let store else { return }
        var objects: [ObjectHash: [UInt8]] = [:]
        objects.reserveCapacity(record.files.count + 1)
        objects[record.manifestHash] = candidate.manifestOctets
        for (file, octets) in zip(record.files, candidate.octets) { objects[file.hash] = octets ?? objects[file.hash] }
        let entry = PointEntry(
            record: record.encoded, hashes: [record.manifestHash] + record.files.map(\.hash), objects: objects,
            until: min(record.nextUpdate, record.signer.notAfter))
        try store.keep(entry, for: point.key)
    }
}

extension PointOutcome {
    /// Adds the warning about names in UTF8String, if an object has one.
    fileprivate mutating func warn(about encoding: NameEncoding, _ uri: String, _ hash: ObjectHash) {
        guard let warning = encoding.warning else { return }
        rejections.append(Rejection(uri: uri, hash: hash, level: .warning, error: warning))
    }
}

extension Rejection {
    /// The warning that a certificate claims more than its issuer holds, and has the rest.
    fileprivate static func trimmed(_ uri: String, _ hash: ObjectHash, excess: String) -> Rejection {
        Rejection(
            uri: uri, hash: hash, level: .warning,
            error: ObjectError(
                .overclaim, .rfc8360("4.2.4.4"), "ignored resources that the issuer does not hold: \(excess)"))
    }
}

extension RevocationList {
    fileprivate func checkNotRevoked(_ serialNumber: SerialNumber) throws(ObjectError) {
        guard !revokes(serialNumber) else {
            throw ObjectError(.revoked, .rfc6487("7.2"), "serial \(serialNumber) is on the CA's CRL")
        }
    }
}
