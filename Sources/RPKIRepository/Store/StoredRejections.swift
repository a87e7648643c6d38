public import RPKIValidation

public import struct FoundationEssentials.Date

/// The rejections of the last run.
public struct StoredRejections: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public let rejection: Rejection
        /// The clock of the first run of those without a break that rejected it so.
        public let since: Date
        /// The name of the trust anchor above the object; `nil` where that is not known.
        public let trustAnchor: String?
        /// The notification file or rsync URI of the CA's repository; `nil` where that is not known.
        public let repository: String?

        public init(_ rejection: Rejection, since: Date, trustAnchor: String?, repository: String?) {
            self.rejection = rejection
            self.since = since
            self.trustAnchor = trustAnchor
            self.repository = repository
        }
    }

    /// The clock of the run.
    public var date: Date
    /// The reason why the run gave no payloads; `nil` if it did.
    public var failure: String?
    /// Ordered by URI.
    public var rows: [Row]
    /// The number of further rejections that are not stored.
    public var further: Int

    public init(date: Date, failure: String? = nil, rows: [Row] = [], further: Int = 0) {
        self.date = date
        self.failure = failure
        self.rows = rows
        self.further = further
    }
}
