/// Knows which sessions are open, by the clock of the machine. It is asked on the threads of connections: it answers from memory.
public protocol SessionAuthority: Sendable {
    /// Whether there are accounts. From then on, programs of the same machine have to prove who they are as others do.
    var isInUse: Bool { get }

    /// The open session of this secret; `nil` where there is none. Changes nothing.
    func session(of secret: Secret) -> OpenSession?

    /// A request of the session is answered: it is not idle.
    func noteUse(of session: OpenSession)
}
