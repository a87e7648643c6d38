public import struct FoundationEssentials.Date

/// State of a repository.
public struct RepositoryState: Hashable, Sendable {
    /// Transport of a repository.
    public enum Transport: String, Hashable, Sendable, CaseIterable {
        case rrdp
        case rsync
    }

    /// Result of the last fetch.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// New content was taken over.
        case updated
        /// The repository had nothing new.
        case unchanged
        /// The previous state is kept.
        case failed
        /// No attempt has ended yet.
        case pending
    }

    /// RRDP session and serial of the content (RFC 8182 section 3.3).
    public struct RRDPVersion: Hashable, Sendable {
        public var session: String
        public var serial: UInt64
        /// True if the last change came by deltas; `false` for a snapshot, `nil` when there was no change.
        public var isDelta: Bool?

        public init(session: String, serial: UInt64, isDelta: Bool? = nil) {
            self.session = session
            self.serial = serial
            self.isDelta = isDelta
        }
    }

    /// The notification file's URI, or that of the rsync module.
    public var uri: String
    public var transport: Transport
    public var outcome = Outcome.pending
    /// The HTTP status, or the exit code of rsync, of the last attempt; negative when there was no answer.
    public var status: Int?
    /// Reason for the failure of the last fetch; `nil` if it succeeded.
    public var error: String?
    public var lastAttempt: Date?
    public var lastSuccess: Date?
    /// The time of the first failure since then; `nil` when there is none.
    public var failingSince: Date?
    /// Duration of the last fetch, in seconds.
    public var duration: Double?
    /// Number of its stored objects.
    public var objects = 0
    /// Octets of its stored objects.
    public var octets = 0
    public var rrdp: RRDPVersion?

    public init(uri: String, transport: Transport) {
        self.uri = uri
        self.transport = transport
    }

    /// The seconds since the last success, never negative; `nil` when there was none.
    public func age(at now: Date) -> Double? {
        lastSuccess.map { max(0, now.timeIntervalSince($0)) }
    }
}
