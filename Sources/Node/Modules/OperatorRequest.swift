/// The request of an operator to a running node.
enum OperatorRequest: Hashable, Sendable {
    /// Begin again with what was read: SIGHUP, when the configuration was read again.
    case reload
    /// Do now what is done again and again: SIGUSR1.
    case refresh
    /// Let through what is held back: SIGUSR2.
    case release
}
