internal import Logging
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// A service whose end does not end the others: it is reported, and the node goes on without it or begins it again.
struct EnduringService: Service {
    let name: String
    let service: any Service
    let isRestarted: Bool
    let alarms: Alarms
    let logger: Logger
    let clock: @Sendable () -> Date

    /// The kind of the alarm of a service that has ended.
    static let alarm = "service"
    private static let pause = Duration.seconds(10)

    func run() async throws {
        while true {
            var reason = "it had no more work"
            do {
                try await service.run()
            } catch is CancellationError {
                return
            } catch {
                reason = "\(error)"
            }
            if Task.isShuttingDownGracefully || Task.isCancelled { return }
            report(reason)
            guard isRestarted else { return try await gracefulShutdown() }
            _ = await cancelWhenGracefulShutdown { try? await Task.sleep(for: EnduringService.pause) }
            if Task.isShuttingDownGracefully || Task.isCancelled { return }
        }
    }

    private func report(_ reason: String) {
        logger.error(
            "a service stopped; the other services continue", metadata: ["service": "\(name)", "reason": "\(reason)"])
        let remedy = isRestarted ? "it will be restarted" : "restart the node to start it again"
        alarms.raise(
            Alarm(
                kind: EnduringService.alarm, subject: name, message: "the service stopped: \(reason); \(remedy)",
                since: clock()))
    }
}
