internal import ServiceLifecycle
internal import UnixSignals

/// Takes the operator's signals.
struct SignalService: Service {
    let doorbell: Doorbell

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup, .sigusr1, .sigusr2)
        for signal in EarlySignals.take() { ring(signal) }
        for await signal in signals.cancelOnGracefulShutdown() { ring(signal) }
    }

    private func ring(_ signal: UnixSignal) {
        switch signal {
        case .sighup: doorbell.ring(.reload)
        case .sigusr2: doorbell.ring(.release)
        default: doorbell.ring(.refresh)
        }
    }
}
