internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects

extension ObjectStore {
    /// Applies a snapshot or delta, whole or not at all.
    func apply(_ step: RRDPStep, to repository: StoredRepository, limits: RRDPLimits) async throws {
        do {
            try await database.write { db in
                let serial = step.reference.serial
                let reader = RRDPFileReader(step.kind, session: step.session, serial: serial, limits: limits)
                var writer = try PublicationWriter(
                    db, repository: repository.id, replacesAll: step.kind == .snapshot)
                try step.spool.read { octets in
                    for element in try reader.read(octets) {
                        switch (step.kind, element) {
                        case (.snapshot, .publish(let uri, let octets, _)): try writer.publish(uri, octets)
                        default: try writer.apply(element)
                        }
                    }
                }
                try reader.finish()
                try writer.finish()
                try db.execute(
                    sql: "UPDATE repository SET session = ?, serial = ? WHERE id = ?",
                    arguments: [step.session.description, serial.description, repository.id])
                if let end = step.end { try db.finish(repository, end) }
            }
        } catch let error as RRDPError {
            throw error
        } catch let error as SpoolError {
            throw error
        } catch {
            throw named(error)
        }
    }

    /// Takes note that all that a notification leads to is there.
    func finish(_ repository: StoredRepository, _ end: RRDPStep.End) async throws(ObjectStoreError) {
        do {
            try await database.write { try $0.finish(repository, end) }
        } catch {
            throw named(error)
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
