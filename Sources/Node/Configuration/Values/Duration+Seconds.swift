extension Duration {
    /// Whole seconds, rounded up.
    package var wholeSeconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) + (attoseconds > 0 ? 1 : 0)
    }

    /// Seconds with their fraction.
    package var fractionalSeconds: Double {
        self / .seconds(1)
    }
}
