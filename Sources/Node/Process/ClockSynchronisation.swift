internal import CTimex

/// Whether a time server keeps the clock of this machine right.
enum ClockSynchronisation {
    /// Microseconds of possible error from which systemd, too, calls a clock not synchronised.
    private static let largestError = 16_000_000

    /// What the kernel says, as `timedatectl` does; `nil` where it says nothing.
    static func isSynchronised() -> Bool? {
        var clock = timex()
        clock.modes = 0
        guard ntp_adjtime(&clock) >= 0 else { return nil }
        return Int(clock.maxerror) < largestError
    }
}
