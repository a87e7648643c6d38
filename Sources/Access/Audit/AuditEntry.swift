public import struct FoundationEssentials.Date

/// Equal decisions of one minute, as the audit keeps them.
///
/// It has names and addresses, and no secret: of a token it has the name that the configuration gives it.
public struct AuditEntry: Hashable, Sendable {
    /// Which minute of UTC it was: seconds since 1970, divided by 60.
    public let minute: Int64
    /// When the first was taken.
    public let first: Date
    /// When the last was.
    public let last: Date
    /// How many there were.
    public let count: Int
    /// Who asked: `anyone`, `loopback`, `token NAME`, `user NAME` or `command line`.
    public let principal: String
    /// The address that it came from; ``severalClients`` where refusals of further addresses were counted together.
    public let client: String
    public let verb: String
    public let resource: String
    /// The narrowest label that a record of the answer can have.
    public let label: String
    /// Why it was refused; `nil` where it was permitted.
    public let refusal: String?

    /// The client of an entry that counts the refusals of several.
    public static let severalClients = "several"

    public init(
        minute: Int64, first: Date, last: Date, count: Int, principal: String, client: String, verb: String,
        resource: String, label: String, refusal: String?
    ) {
        self.minute = minute
        self.first = first
        self.last = last
        self.count = count
        self.principal = principal
        self.client = client
        self.verb = verb
        self.resource = resource
        self.label = label
        self.refusal = refusal
    }
}
