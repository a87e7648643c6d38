internal import LocalFiles
internal import RPKIObjects
internal import TextFormats

extension PointValidator {
    /// The point as the source offers it, in the order of RFC 9286 section 6.
    func fresh(
        _ point: PublicationPoint, in folder: any ObjectFolder, _ context: ObjectHash, _ known: PointRecord?
    ) throws(PointFailure) -> PointCandidate {
        let uri = point.manifest.description
        // Verdicts hold in their own context only; that a manifest was valid before holds in any.
        let previous = known
        let known = known?.context == context && known?.manifest == uri ? known : nil

        // Section 6.2: acquiring the manifest, unless its file is the one that was read before.
        var octets: [UInt8]?
        let hash: ObjectHash
        var stamp: FileStamp?
        if let known, let last = known.manifestStamp, folder.fileStamp(at: point.manifest) == last {
            hash = known.manifestHash
            stamp = last
        } else {
            guard let found = try read(point.manifest, uri, in: folder) else {
                throw PointFailure(
                    uri, nil,
                    ObjectError(
                        .unreachable, .rfc9286("6.2"),
                        "no manifest of the CA \(point.authority.certificate.subject) in the local copy"))
            }
            octets = found.octets
            hash = ObjectHash(of: found.octets)
            stamp = found.stamp
        }
        var record: PointRecord
        var verdicts: [ObjectVerdict?]
        let isUnchanged = known?.manifestHash == hash
        if let known, known.manifestHash == hash {
            record = known
            verdicts = known.files.map(\.verdict)
        } else {
            let octets = octets ?? []
            record = try blaming(uri, hash) { () throws(ObjectError) in
                let manifest = try Manifest(decoding: octets, limits: limits.decoding)
                return try verify(manifest, at: point.manifest, hash, octets.count, point, context)
            }
            verdicts = Self.verdicts(on: record, from: known)
        }
        record.manifestStamp = stamp

        // Section 6.3: currency, and no way back to an older manifest (section 4.2.1).
        try blaming(uri, hash) { () throws(ObjectError) in
            try checkCurrent(record)
            if let previous, previous.manifestHash != hash { try checkProgress(from: previous, to: record) }
        }

        // Sections 6.4 and 6.5: all files are there, with the hashes that the manifest has for them.
        let uris = point.uris(of: record)
        let isUntouched = isUnchanged && record.isUntouched(in: folder, at: uris)
        var files: [[UInt8]?] = []
        files.reserveCapacity(record.files.count)
        do throws(PointFailure) {
            var size = 0
            for place in record.files.indices {
                let file = record.files[place]
                guard !Task.isCancelled else {
                    throw PointFailure(
                        uris[place].description, nil, ObjectError(.unreachable, .rfc9286("6.6"), "cancelled"))
                }
                let isSettled = verdicts[place]?.needsOctets == false
                if isSettled, isUntouched || folder.hash(at: uris[place]) == file.hash {
                    files.append(nil)
                    continue
                }
                let found = try read(file, uris[place], of: point, in: folder)
                size += found.octets.count
                guard size <= limits.pointOctets else {
                    throw PointFailure(
                        point.manifest.description, hash,
                        .limit(.pointOctets, "its files have more than \(limits.pointOctets) octets"))
                }
                // What the store is handed has to be whole: it may have lost objects that it once had.
                let isSame = isUnchanged && found.stamp == file.stamp
                files.append(isSame && isSettled && found.stamp == nil ? nil : found.octets)
                record.files[place].stamp = found.stamp
            }
            let list = try revocationList(of: record, files[record.revocationList] ?? [], verdicts, point)
            verdicts[record.revocationList] = .revocationList
            return PointCandidate(
                record: record, verdicts: verdicts, revocationList: list, octets: files, uris: uris,
                manifestOctets: octets, isFresh: true)
        } catch {
            var failure = error
            failure.filesRead = min(files.count + 1, record.files.count)
            throw failure
        }
    }

    /// A file that the manifest lists, with the hash that it lists.
    private func read(
        _ file: PointRecord.File, _ uri: RsyncURI, of point: PublicationPoint, in folder: any ObjectFolder
    ) throws(PointFailure) -> FoundFile {
        guard let result = try read(uri, uri.description, in: folder) else {
            throw PointFailure(
                uri.description, nil,
                ObjectError(.missing, .rfc9286("6.4"), "listed on \(point.manifest) and not in the local copy"))
        }
        let found = ObjectHash(of: result.octets)
        guard found == file.hash else {
            throw PointFailure(
                uri.description, found,
                ObjectError(.hashMismatch, .rfc9286("6.5"), "the manifest lists hash \(file.hash)"))
        }
        return result
    }

    /// Reads an object; what cannot be read fails the point.
    private func read(
        _ uri: RsyncURI, _ name: String, in folder: any ObjectFolder
    ) throws(PointFailure) -> FoundFile? {
        do {
            return try folder.file(at: uri)
        } catch {
            throw PointFailure(name, nil, ObjectError(.unreachable, .rfc9286("6.6"), error.description))
        }
    }

    /// A manifest that has been decoded: its signature, its place and which CRL it names.
    func verify(
        _ manifest: Manifest, at uri: RsyncURI, _ hash: ObjectHash, _ size: Int, _ point: PublicationPoint,
        _ context: ObjectHash
    ) throws(ObjectError) -> PointRecord {
        _ = try manifest.object.verify(issuer: point.authority)
        let certificate = manifest.object.certificate
        guard certificate.isFor(signedObjectAt: uri) else {
            throw ObjectError(
                .misplaced, Rule("RFC 9981", "4"), at: certificate.whole.lowerBound,
                "its certificate is for \(certificate.signedObject?.description ?? "another object")")
        }
        guard uri.directory == point.repository.asDirectory else {
            throw ObjectError(
                .misplaced, .rfc9286("6.1"), "the manifest is outside the publication point \(point.repository)")
        }
        let lists = manifest.files.indices.filter {
            RepositoryObject.FileType(fileName: manifest.files[$0].name) == .revocationList
        }
        guard let place = lists.first, lists.count == 1 else {
            throw ObjectError(
                .crlNotListed, .rfc9286("6"), "\(lists.count) CRLs on the manifest, but there must be one")
        }
        let list = point.repository.appending(fileName: manifest.files[place].name)
        guard certificate.names(revocationList: list) else {
            throw ObjectError(
                .crlDistributionPoints, .rfc6487("4.8.6"), at: certificate.whole.lowerBound,
                "the manifest's certificate names the CRL \(certificate.revocationList?.description ?? "none"), "
                    + "the manifest \(list)")
        }
        return PointRecord(
            context: context, manifest: uri.description, manifestHash: hash, manifestSize: size,
            number: manifest.number,
            thisUpdate: manifest.thisUpdate, nextUpdate: manifest.nextUpdate,
            signer: ObjectVerdict.Signer(certificate), revocationList: place,
            files: manifest.files.map { PointRecord.File(name: $0.name, hash: $0.hash, verdict: .unknown) })
    }

    /// The verdicts on the files of `record` that `known` has on objects of the same name and content, as long as they
    /// are asked about at the same CRL.
    static func verdicts(on record: PointRecord, from known: PointRecord?) -> [ObjectVerdict?] {
        let files = record.files
        guard let known, known.files[known.revocationList].name == files[record.revocationList].name else {
            return Array(repeating: nil, count: files.count)
        }
        var byName: [String: PointRecord.File] = [:]
        byName.reserveCapacity(known.files.count)
        for file in known.files { byName[file.name] = file }
        return files.map { file in
            byName[file.name].flatMap { $0.hash == file.hash ? $0.verdict : nil }
        }
    }

    /// Checks that manifest and certificate are within their times.
    func checkCurrent(_ record: PointRecord) throws(ObjectError) {
        guard date >= record.thisUpdate else {
            throw ObjectError(
                .notYetValid, .rfc9286("6.3"), "the manifest's thisUpdate is \(RFC3339(record.thisUpdate))")
        }
        guard date <= record.nextUpdate else {
            throw ObjectError(
                .stale, .rfc9286("6.3"), "the manifest's nextUpdate was \(RFC3339(record.nextUpdate))")
        }
        try checkPeriod(record.signer.notBefore, record.signer.notAfter, at: date)
    }

    /// Checks that a new manifest has a higher number and a later thisUpdate than the one that was last valid, as long
    /// as that one still counts.
    private func checkProgress(from known: PointRecord, to record: PointRecord) throws(ObjectError) {
        guard (try? checkCurrent(known)) != nil else { return }
        // A manifest under another name may restart its numbers (RFC 9981 section 2), but must not be older.
        guard record.manifest != known.manifest || record.number > known.number else {
            throw ObjectError(
                .manifestRegression, .rfc9286("4.2.1"),
                "manifest number \(record.number) is not above the previously valid \(known.number)")
        }
        guard record.thisUpdate > known.thisUpdate else {
            throw ObjectError(
                .manifestRegression, .rfc9286("4.2.1"),
                "thisUpdate \(RFC3339(record.thisUpdate)) is not after the previously valid "
                    + "\(RFC3339(known.thisUpdate))")
        }
    }

    /// The CRL of the point, valid now, which does not revoke the manifest.
    func revocationList(
        of record: PointRecord, _ octets: [UInt8], _ verdicts: [ObjectVerdict?], _ point: PublicationPoint
    ) throws(PointFailure) -> RevocationList {
        let file = record.files[record.revocationList]
        let uri = point.repository.appending(fileName: file.name).description
        let list = try blaming(uri, file.hash) { () throws(ObjectError) in
            let list = try RevocationList(decoding: octets, limits: limits.decoding)
            if verdicts[record.revocationList] != .revocationList { try list.verify(issuer: point.authority) }
            try list.checkCurrent(at: date)
            return list
        }
        guard !list.revokes(record.signer.serialNumber) else {
            throw PointFailure(
                point.manifest.description, record.manifestHash,
                ObjectError(
                    .revoked, .rfc9286("6"),
                    "the manifest's certificate, serial \(record.signer.serialNumber), is on its CRL"))
        }
        return list
    }
}

extension PublicationPoint {
    /// The URIs of the files of a record, by place.
    func uris(of record: PointRecord) -> [RsyncURI] {
        repository.appending(fileNames: record.files.lazy.map(\.name))
    }
}

extension PointRecord {
    /// True if all files whose octets are not needed are as they were when they were read. They are read all or none.
    fileprivate func isUntouched(in folder: any ObjectFolder, at uris: [RsyncURI]) -> Bool {
        zip(files, uris).allSatisfy { file, uri in
            !file.verdict.needsOctets ? file.stamp.map { $0 == folder.fileStamp(at: uri) } ?? false : true
        }
    }
}

extension ObjectVerdict {
    /// True if the object's octets are needed although the verdict is known: a CA's certificate leads further down, a
    /// CRL says what is revoked.
    var needsOctets: Bool {
        switch self {
        case .authority, .revocationList: true
        default: false
        }
    }
}
