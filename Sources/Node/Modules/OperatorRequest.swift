/// What an operator asks a running node for.
enum OperatorRequest: Hashable, Sendable {
    /// Do now what is done again and again: SIGUSR1, and SIGHUP when the configuration was read again.
    case refresh
    /// Let through what is held back: SIGUSR2.
    case release
}
