public import struct FoundationEssentials.Date

/// Knows which sessions are open. It is asked on the threads of connections: it answers from memory.
public protocol SessionAuthority: Sendable {
    /// Whether there are accounts. From then on, programs of the same machine have to prove who they are as others do.
    var isInUse: Bool { get }

    /// The open session of this secret; `nil` where there is none. Changes nothing.
    func session(of secret: Secret, at now: Date) -> OpenSession?

    /// A request of the session is answered: it is not idle.
    func noteUse(of session: OpenSession, at now: Date)
}
