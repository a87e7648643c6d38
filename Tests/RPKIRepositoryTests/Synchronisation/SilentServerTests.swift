import Foundation
import LocalServers
import Logging
import NumberResources
import RPKIObjects
import RPKIRepository
import RPKITesting
import RPKIValidation
import Synchronization
import Testing
import ValidatedPayloads

/// A trust anchor with CAs whose servers take connections and never say a word, before one whose server is good.
@Suite(
    "Servers that are silent", .enabled(if: NginxServer.isInstalled, "\(NginxServer.notInstalled)"),
    .timeLimit(.minutes(2)))
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
        options.https.limits.connectSeconds = 20
        options.walkSeconds = 30
        options.silentSeconds = 8
        self.options = options
    }

    /// Counts what came late.
    private final class Bell: Sendable {
        let rings = Mutex(0)
        func ring() { rings.withLock { $0 += 1 } }
    }

    private func synchroniser(_ store: ObjectStore, _ bell: Bell) throws -> Synchroniser {
        try Synchroniser(
            store: store, options: options, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            late: bell.ring)
    }

    private func walk(_ synchroniser: Synchroniser, _ store: ObjectStore) async throws -> [String] {
        try await Validator(source: synchroniser, store: store, workers: 2)
            .run(from: [laboratory.locator], at: Laboratory.now)
            .payloads.vrps.map { "\($0.asn) \($0.prefix)" }.sorted()
    }

    @Test("A first set is there after one timeout; what comes later is in the next, and is remembered as good")
    func firstSet() async throws {
        let store = try ObjectStore(folder: folder.path)
        let bell = Bell()
        var synchroniser = try synchroniser(store, bell)
        synchroniser.begin(at: Laboratory.now)
        let start = ContinuousClock.now
        #expect(try await Set(walk(synchroniser, store)).isSuperset(of: Self.both))
        // Twenty seconds and more are what the silent ones would take.
        #expect(synchroniser.unfinished > 0)
        // The good one waits for its turn, and not for all of the others.
        var vrps: [String] = []
        while vrps != Self.all, start.duration(to: .now) < .seconds(60) {
            try await Task.sleep(for: .milliseconds(200))
            guard bell.rings.withLock({ $0 }) > 0 else { continue }
            synchroniser.resume(at: Laboratory.now)
            vrps = try await walk(synchroniser, store)
        }
        #expect(vrps == Self.all)
        await synchroniser.shutdown()
        try store.commit()

        // Another process fetches what was good before all others.
        synchroniser = try self.synchroniser(store, bell)
        synchroniser.begin(at: Laboratory.now + 60)
        try laboratory.server.forget()
        #expect(try await walk(synchroniser, store) == Self.all)
        #expect(try laboratory.server.requests(atLeast: 3).count { $0.contains("/z/notification.xml") } == 1)
        await synchroniser.shutdown()
        try store.close()
        silent.stop()
    }

    @Test("A walk that waits for them ends at once when it is cancelled")
    func cancelled() async throws {
        let store = try ObjectStore(folder: folder.path)
        var test = self
        test.options.silentSeconds = 600
        test.options.walkSeconds = 600
        test.options.https.limits.connectSeconds = 600
        let synchroniser = try test.synchroniser(store, Bell())
        synchroniser.begin(at: Laboratory.now)
        let locator = try laboratory.locator
        let task = Task {
            try await Validator(source: synchroniser, store: store, workers: 2)
                .run(from: [locator], at: Laboratory.now)
        }
        try await Task.sleep(for: .seconds(1))
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        await synchroniser.shutdown()
        // Where nothing else runs it is a few milliseconds.
        #expect(start.duration(to: .now) < .seconds(20))
        try store.close()
        silent.stop()
    }
}
