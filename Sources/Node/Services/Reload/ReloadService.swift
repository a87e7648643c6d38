internal import Logging
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// What a node does for its operator where no refresh does it: reads the configuration again, and ends alarms.
struct ReloadService: Service {
    let reloader: ConfigurationReloader
    let alarms: Alarms
    let wakeSignal: WakeSignal
    let logger: Logger
    let clock: @Sendable () -> Date

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let reasons = await wakeSignal.wait(.seconds(15))
                if reasons.contains(.end) { return }
                if reasons.contains(.reload) { await reloader.reload().log(to: logger) }
                if reasons.contains(.release) { alarms.acknowledge() }
                alarms.end(at: clock())
            }
        }
    }
}
