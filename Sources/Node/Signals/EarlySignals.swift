internal import CEarlySignals
public import UnixSignals

/// Signals of an operator that come before the node can act on them. Without this, SIGHUP in its first moments would end it.
///
/// A signal handler belongs to the process as a whole: this is the program's only global state.
public enum EarlySignals {
    /// Keeps SIGHUP, SIGUSR1 and SIGUSR2 until ``take()``, and for a demo SIGINT and SIGTERM until ``takeEnd()``: to be called
    /// before anything else, as not all systems do it earlier. For commands that do not act on signals, nothing changes.
    public static func keep() {
        early_signals_keep(CommandLine.argc, CommandLine.unsafeArgv)
    }

    /// Those that came, each once. Call it when others are trapped already, so that none is lost in between.
    public static func take() -> [UnixSignal] {
        let signals = [UnixSignal.sighup, .sigusr1, .sigusr2]
        let found = early_signals_take(signals.reduce(0) { $0 | bit(of: $1) })
        return signals.filter { found & bit(of: $0) != 0 }
    }

    /// True if one came that asks the program to end.
    public static func takeEnd() -> Bool {
        early_signals_take(bit(of: .sigint) | bit(of: .sigterm)) != 0
    }

    private static func bit(of signal: UnixSignal) -> UInt32 { 1 << UInt32(signal.rawValue) }
}
