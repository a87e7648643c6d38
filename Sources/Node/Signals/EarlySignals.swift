internal import Synchronization
public import UnixSignals

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Signals of an operator that come before the node can act on them. Without this, SIGHUP in its first moments would end it.
///
/// A signal handler belongs to the process as a whole: this is the program's only global state.
public enum EarlySignals {
    private static let pending = Atomic<UInt64>(0)

    /// Keeps SIGHUP, SIGUSR1 and SIGUSR2 until ``take()``: to be called before anything else.
    ///
    /// - Parameter arguments: The command line; for commands that do not act on signals, nothing changes.
    public static func keep(for arguments: [String]) {
        let words = arguments.dropFirst().prefix { !$0.hasPrefix("-") }
        guard words.first == "run" || words.starts(with: ["bgp", "watch"]) || words.starts(with: ["rtr", "serve"])
        else { return }
        // A handler must not be the first to touch it.
        pending.store(0, ordering: .relaxed)
        for number in [SIGHUP, SIGUSR1, SIGUSR2] {
            signal(number) { EarlySignals.note($0) }
        }
    }

    private static func note(_ number: Int32) {
        pending.bitwiseOr(1 << UInt64(number), ordering: .relaxed)
    }

    /// Those that came, each once. Call it when others are trapped already, so that none is lost in between.
    public static func take() -> [UnixSignal] {
        let found = pending.exchange(0, ordering: .relaxed)
        return [UnixSignal.sighup, .sigusr1, .sigusr2].filter { found & 1 << UInt64($0.rawValue) != 0 }
    }
}
