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

    /// Keeps SIGHUP, SIGUSR1 and SIGUSR2 until ``take()``, and for a demo SIGINT and SIGTERM until ``takeEnd()``: to be called
    /// before anything else.
    ///
    /// - Parameter arguments: The command line; for commands that do not act on signals, nothing changes.
    public static func keep(for arguments: [String]) {
        let words = arguments.dropFirst().prefix { !$0.hasPrefix("-") }
        guard
            words.first == "run" || words.first == "demo" || words.starts(with: ["bgp", "watch"])
                || words.starts(with: ["rtr", "serve"])
        else { return }
        // A handler must not be the first to touch it.
        pending.store(0, ordering: .relaxed)
        // A demo has files to remove before it ends.
        let endings = words.first == "demo" ? ends : []
        for number in [SIGHUP, SIGUSR1, SIGUSR2] + endings {
            signal(number) { EarlySignals.note($0) }
        }
    }

    private static func note(_ number: Int32) {
        pending.bitwiseOr(1 << UInt64(number), ordering: .relaxed)
    }

    /// Those that came, each once. Call it when others are trapped already, so that none is lost in between.
    public static func take() -> [UnixSignal] {
        let found = pending.bitwiseAnd(bits(of: ends), ordering: .relaxed).oldValue
        return [UnixSignal.sighup, .sigusr1, .sigusr2].filter { found & 1 << UInt64($0.rawValue) != 0 }
    }

    /// Whether one came that asks the program to end.
    public static func takeEnd() -> Bool {
        pending.bitwiseAnd(~bits(of: ends), ordering: .relaxed).oldValue & bits(of: ends) != 0
    }

    private static let ends = [SIGINT, SIGTERM]

    private static func bits(of numbers: [Int32]) -> UInt64 {
        numbers.reduce(0) { $0 | 1 << UInt64($1) }
    }
}
