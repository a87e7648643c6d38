internal import RPKIRepository

extension RepositoryState {
    /// The state of a repository in the store, for status and metrics.
    init(_ stored: StoredRepository) {
        self.init(uri: stored.uri, transport: stored.transport == .rsync ? .rsync : .rrdp)
        lastAttempt = stored.attempted
        lastSuccess = stored.updated
        failingSince = stored.failing
        duration = stored.duration
        objects = stored.objects
        octets = stored.octets
        error = stored.failure
        if stored.attempted == nil {
            outcome = .pending
        } else if stored.failure != nil {
            outcome = .failed
        } else {
            outcome = stored.changed ? .updated : .unchanged
        }
        if let session = stored.session, let serial = stored.serial.flatMap(UInt64.init) {
            rrdp = RRDPVersion(session: session, serial: serial)
        }
    }
}
