import Fetching
import Foundation
import LocalServers
import Logging
import NumberResources
import RPKIObjects
import RPKIRepository
import RPKITesting
import RPKIValidation
import Synchronization
import TestSupport
import Testing
import ValidatedPayloads

/// A trust anchor with CAs whose servers accept connections and never send an octet, before one whose server is good. The
/// silent servers would be waited for longer than a test may last: what comes, comes without them.
@Suite(
    "Servers that are silent", .enabled(if: NginxServer.isInstalled, "\(NginxServer.notInstalled)"),
    .timeLimit(.minutes(10)))
struct SilentServerTests {
    private let laboratory: Laboratory
    private let folder: TemporaryFolder
    private let silent: ScriptedServer
    private var options: SynchronisationOptions
    private static let both = ["AS64496 192.0.2.0/24", "AS64500 192.0.2.0/26"]
    private static let all = (["AS64499 198.51.100.0/24"] + both).sorted()

    init() throws {
        laboratory = try Laboratory()
        folder = try TemporaryFolder()
        silent = try ScriptedServer([.hang])
        var options = laboratory.options
        var plan = laboratory.plan
        for number in 0..<20 {
            let bad = plan.addCA("bad-\(number)", resources: Resources("10.\(number).0.0/16"))
            plan[bad].notify = "https://b\(number).test:\(silent.port)/notification.xml"
            options.https.addresses["b\(number).test"] = "127.0.0.1"
        }
        let good = plan.addCA("z-good", resources: "AS64499 198.51.100.0/24")
        plan.addROA(in: good, asn: 64499, ["198.51.100.0/24"])
        plan[good].notify = laboratory.server.uri("z/notification.xml")
        laboratory.plan = plan
        try laboratory.publish()
        var writer = try RRDPWriter(folder: laboratory.server.root + "/z", base: laboratory.server.uri("z/"))
        try writer.publish(
            all: Dictionary(
                uniqueKeysWithValues: laboratory.repository.files.compactMap { uri, octets in
                    uri.contains("/z-good/") ? RsyncURI(uri).map { ($0, octets) } : nil
                }))
        options.https.limits.connectSeconds = 600
        options.walkSeconds = 600
        options.silentSeconds = 30
        self.options = options
    }

    /// Counts the fetches that ended after their walk.
    private final class LateFetches: Sendable {
        let count = Mutex(0)
        func add() { count.withLock { $0 += 1 } }
    }

    private func synchroniser(_ store: ObjectStore, _ late: LateFetches = LateFetches()) throws -> Synchroniser {
        try Synchroniser(
            store: store, options: options, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            late: late.add)
    }

    private func walk(_ synchroniser: Synchroniser, _ store: ObjectStore) async throws -> [String] {
        try await Validator(source: synchroniser, store: store, workers: 2)
            .run(from: [laboratory.locator], at: Laboratory.now)
            .payloads.vrps.map { "\($0.asn) \($0.prefix)" }.sorted()
    }

    @Test("A first set is there while servers are silent; what comes later is in the next, and is remembered as good")
    func firstSet() async throws {
        let store = try ObjectStore(folder: folder.path)
        let late = LateFetches()
        var synchroniser = try synchroniser(store, late)
        synchroniser.begin(at: Laboratory.now)
        var vrps = try await walk(synchroniser, store)
        #expect(Set(vrps).isSuperset(of: Self.both))
        #expect(synchroniser.unfinished > 0)
        var seen = 0
        // The good one waits for its turn, and not for all of the others.
        while vrps != Self.all {
            try await eventually(within: .seconds(300)) { late.count.withLock { $0 } > seen }
            seen = late.count.withLock { $0 }
            synchroniser.resume(at: Laboratory.now)
            vrps = try await walk(synchroniser, store)
        }
        await synchroniser.shutdown()
        try store.commit()

        // Another process fetches what was good before all others.
        synchroniser = try self.synchroniser(store)
        synchroniser.begin(at: Laboratory.now + 60)
        try laboratory.server.forget()
        #expect(try await walk(synchroniser, store) == Self.all)
        #expect(try laboratory.server.requests(atLeast: 3).count { $0.contains("/z/notification.xml") } == 1)
        await synchroniser.shutdown()
        try store.close()
        silent.stop()
    }

    @Test("A walk that waits for them ends when it is cancelled")
    func cancelled() async throws {
        let store = try ObjectStore(folder: folder.path)
        var test = self
        test.options.silentSeconds = 600
        let synchroniser = try test.synchroniser(store)
        synchroniser.begin(at: Laboratory.now)
        let locator = try laboratory.locator
        let task = Task {
            try await Validator(source: synchroniser, store: store, workers: 2)
                .run(from: [locator], at: Laboratory.now)
        }
        try await eventually { silent.connections > 0 }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        await synchroniser.shutdown()
        try store.close()
        silent.stop()
    }
}
