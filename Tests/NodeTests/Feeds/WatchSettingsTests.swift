import NumberResources
import TestSupport
import Testing

@testable import Node

@Suite("Feeds that follow the configuration") struct WatchSettingsTests {
    @Test("work begins again when its part has changed, and only then") func following() async throws {
        let settings = WatchSettings(RoutesSection())
        let seen = Locked<[String?]>([])
        let task = Task {
            try await settings.following(\.payloads) { place in
                seen.withLock { $0.append(place) }
                await untilCancelled()
            }
        }
        func comes(_ expected: [String?]) async throws {
            try await eventually { seen.withLock { $0 } == expected }
        }
        try await comes([nil])
        var configuration = RoutesSection()
        configuration.queue = 5
        settings.use(configuration)
        configuration.payloads = "a.json"
        settings.use(configuration)
        try await comes([nil, "a.json"])
        configuration.payloads = nil
        settings.use(configuration)
        try await comes([nil, "a.json", nil])
        task.cancel()
        _ = await task.result
    }

    @Test("RIS Live is asked for our prefixes, or for those that are named for it") func subscription() throws {
        var configuration = RoutesSection()
        let (ours, other) = (try #require(IPPrefix("192.0.2.0/24")), try #require(IPPrefix("198.51.100.0/24")))
        configuration.prefixes = [ours: nil]
        let first = configuration.risSubscription
        #expect(first.prefixes == [ours])
        configuration.prefixes = [other: nil]
        #expect(configuration.risSubscription != first)
        configuration.ris.prefixes = [ours]
        #expect(configuration.risSubscription.prefixes == [ours])
    }
}
