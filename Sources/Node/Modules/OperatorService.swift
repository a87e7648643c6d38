internal import Logging
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// Does what an operator asks for by signals, and ends alarms whose time is over.
struct OperatorService: Service {
    let modules: [any NodeModule]
    /// `nil` where there is no configuration to read again.
    let reloader: ConfigurationReloader?
    let alarms: Alarms
    let wakeSignal: WakeSignal
    let logger: Logger
    let clock: @Sendable () -> Date

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let reasons = await wakeSignal.wait(.seconds(15))
                if reasons.contains(.end) { return }
                if reasons.contains(.reload) {
                    await reloader?.reload().log(to: logger)
                    await pass(on: .reload)
                }
                if reasons.contains(.release) {
                    alarms.acknowledge()
                    await pass(on: .release)
                }
                if reasons.contains(.refresh) { await pass(on: .refresh) }
                alarms.end(at: clock())
            }
        }
    }

    private func pass(on request: OperatorRequest) async {
        for module in modules { await module.act(on: request) }
    }
}
