internal import ServiceLifecycle
internal import UnixSignals

/// Takes the operator's signals.
struct SignalService: Service {
    let wakeSignal: WakeSignal

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup, .sigusr1, .sigusr2)
        for signal in EarlySignals.take() { pass(on: signal) }
        for await signal in signals.cancelOnGracefulShutdown() { pass(on: signal) }
    }

    private func pass(on signal: UnixSignal) {
        switch signal {
        case .sighup: wakeSignal.send(.reload)
        case .sigusr2: wakeSignal.send(.release)
        default: wakeSignal.send(.refresh)
        }
    }
}
