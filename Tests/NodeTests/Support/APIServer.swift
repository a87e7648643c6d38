import FoundationEssentials
import HTTPService
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport

@testable import Node

/// A clock that a test sets.
final class TestClock: Sendable {
    private let date: Mutex<Date>

    init(_ date: Date = APIFixture.start) {
        self.date = Mutex(date)
    }

    var now: Date {
        date.withLock { $0 }
    }

    func set(_ date: Date) {
        self.date.withLock { $0 = date }
    }
}

/// Runs the API on a free port of loopback for as long as `body` takes.
func withAPI<Result: Sendable>(
    _ state: NodeState, hosts: [String] = [], configuration: HTTPSection = .init(),
    limits: APILimits = APILimits(), clock: TestClock = TestClock(),
    _ body: @Sendable (RawHTTP) async throws -> Result
) async throws -> Result {
    try await withAPIService(state, hosts: hosts, configuration: configuration, limits: limits, clock: clock) {
        http, _ in
        try await body(http)
    }
}

/// The same for a body that also changes what the service does.
func withAPIService<Result: Sendable>(
    _ state: NodeState, hosts: [String] = [], configuration: HTTPSection = .init(),
    limits: APILimits = APILimits(), clock: TestClock = TestClock(), accessClock: TestClock? = nil,
    _ body: @Sendable (RawHTTP, APIService) async throws -> Result
) async throws -> Result {
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let service = APIService(
        documents: state.documents(of: try await state.allModules()), listen: [.init(host: "127.0.0.1", port: 0)],
        hosts: hosts,
        rules: configuration.rules,
        limits: limits,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        clock: { clock.now }, accessClock: { (accessClock ?? clock).now },
        onListening: { continuation.yield($0.port) })
    let group = ServiceGroup(
        configuration: .init(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    let running = Task { try await group.run() }
    var iterator = ports.makeAsyncIterator()
    let port = await iterator.next() ?? 0
    do {
        let result = try await body(RawHTTP(port: port), service)
        await group.triggerGracefulShutdown()
        try await running.value
        return result
    } catch {
        running.cancel()
        throw error
    }
}
