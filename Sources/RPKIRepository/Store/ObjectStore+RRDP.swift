public import Fetching
internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
internal import RPKIObjects
internal import SQLiteFile

extension ObjectStore {
    /// Applies a snapshot or delta, whole or not at all, as one that is read on a thread for it.
    ///
    /// - Throws: ``RRDPError``, ``RepositoryLimitError``, ``SQLiteFileError``, ``LocalFileError`` or ``ForeignWorkError``.
    func apply(
        _ step: RRDPStep, to repository: StoredRepository, limits: RRDPLimits, storage: RepositoryLimits
    ) async throws {
        do {
            try await work.run(within: limits.readingSeconds) { turn in
                let stage = try PublicationStage(
                    self, repository, replacesAll: step.kind == .snapshot, taken: step.spool.octets, limits: storage,
                    turn: turn)
                defer { stage.end() }
                let serial = step.reference.serial
                let reader = RRDPFileReader(step.kind, session: step.session, serial: serial, limits: limits)
                try step.spool.read { octets in
                    try turn.check()
                    for element in try reader.read(octets) { try stage.take(element, of: step.kind) }
                }
                try reader.finish()
                try stage.finish { db in
                    try db.execute(
                        sql: "UPDATE repository SET session = ?, serial = ? WHERE id = ?",
                        arguments: [step.session.description, serial.description, repository.id])
                    if let end = step.end { try db.finish(repository, end) }
                }
            }
        } catch let error as DatabaseError {
            throw named(error)
        }
    }

    /// Makes what a repository publishes what a snapshot file says, without fetching anything: for benchmarks and
    /// laboratories.
    ///
    /// - Parameters:
    ///   - octets: the file.
    ///   - uri: the repository's notification file.
    /// - Throws: as a fetch does: ``RRDPError``, ``RepositoryLimitError``, ``SQLiteFileError`` and others.
    public func importSnapshot(
        _ octets: [UInt8], of uri: HTTPSURI, session: RRDPSession, serial: RRDPSerial,
        limits: RRDPLimits = RRDPLimits(),
        storage: RepositoryLimits = RepositoryLimits()
    ) async throws {
        let spool = try meter.newSpool()
        try octets.withUnsafeBytes { try spool.write($0) }
        let reference = RRDPReference(serial: serial, uri: uri, hash: ObjectHash(of: octets))
        try await apply(
            RRDPStep(kind: .snapshot, reference: reference, session: session, spool: spool),
            to: try await repository(uri.description, .rrdp), limits: limits, storage: storage)
    }

    /// Takes note that all that a notification leads to is there.
    func finish(_ repository: StoredRepository, _ end: RRDPStep.End) async throws(SQLiteFileError) {
        do {
            try await database.write { try $0.finish(repository, end) }
        } catch {
            throw named(error)
        }
    }
}

extension PublicationStage {
    fileprivate func take(_ element: RRDPElement, of kind: RRDPFileReader.Kind) throws {
        switch (kind, element) {
        case (.snapshot, .publish(let uri, let octets, _)): try publish(uri, octets)
        case (.delta, .publish(let uri, let octets, let replaced?)):
            try publish(uri, octets, before: .object(replaced))
        case (.delta, .publish(let uri, let octets, nil)): try publish(uri, octets, before: .nothing)
        case (_, .withdraw(let uri, let hash)): try withdraw(uri, hash)
        }
    }
}

extension Database {
    fileprivate func finish(_ repository: StoredRepository, _ end: RRDPStep.End) throws {
        try execute(
            sql: "UPDATE repository SET session = ?, serial = ?, entityTag = ?, lastModified = ? WHERE id = ?",
            arguments: [
                end.state.session.description, end.state.serial.description, end.validators.etag,
                end.validators.lastModified, repository.id,
            ])
        try execute(sql: "DELETE FROM delta WHERE repository = ?", arguments: [repository.id])
        let insert = try cachedStatement(sql: "INSERT INTO delta (repository, serial, hash) VALUES (?, ?, ?)")
        for (serial, hash) in end.state.deltaHashes {
            try insert.execute(arguments: [repository.id, serial.description, hash.data])
        }
    }
}
