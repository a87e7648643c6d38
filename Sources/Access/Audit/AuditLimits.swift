/// How much the audit of access takes and keeps.
public struct AuditLimits: Hashable, Sendable {
    /// Different decisions that wait until they are written.
    public var auditWaiting = 1_000
    /// Client addresses a minute whose refusals have an entry each; those of further addresses are counted together.
    public var refusedClients = 20
    /// Octets of each text of an entry.
    public var textOctets = 200

    public init() {}
}
