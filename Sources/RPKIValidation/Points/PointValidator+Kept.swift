internal import RPKIObjects

extension PointValidator {
    /// The point as it was when it was last complete and valid, if that still counts (RFC 9286 section 6.6).
    func kept(_ known: PointRecord, _ point: PublicationPoint, _ context: ObjectHash) throws -> PointCandidate {
        let uri = known.manifest
        try blaming(uri, known.manifestHash) { () throws(ObjectError) in try checkCurrent(known) }
        var record = known
        var verdicts = known.files.map { Optional($0.verdict) }
        if known.context != context {
            // The CA's key, name or resources have changed: all objects are validated again, from the kept octets.
            let octets = try keptObject(known.manifestHash, uri)
            record = try blaming(uri, known.manifestHash) { () throws(ObjectError) in
                guard let location = RsyncURI(uri) else { throw .unusablePoint(point.authority.certificate) }
                return try verify(
                    Manifest(decoding: octets, limits: limits.decoding), at: location, known.manifestHash,
                    octets.count, point, context)
            }
            verdicts = Array(repeating: nil, count: record.files.count)
        }
        let uris = point.uris(of: record)
        let files = try record.files.indices.map { place in
            verdicts[place]?.needsOctets ?? true
                ? try keptObject(record.files[place].hash, uris[place].description) : nil
        }
        let list = try revocationList(of: record, files[record.revocationList] ?? [], verdicts, point)
        verdicts[record.revocationList] = .revocationList
        return PointCandidate(
            record: record, verdicts: verdicts, revocationList: list, octets: files, uris: uris, manifestOctets: nil,
            isFresh: false)
    }

    private func keptObject(_ hash: ObjectHash, _ uri: String) throws -> [UInt8] {
        guard let octets = try store?.object(hash), ObjectHash(of: octets) == hash else {
            throw PointFailure(
                uri, hash, ObjectError(.missing, .rfc9286("6.6"), "not among the kept objects"))
        }
        return octets
    }
}
