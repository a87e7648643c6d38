import Foundation
import LocalServers
import Logging
import NumberResources
import RPKIObjects
import RPKIRepository
import RPKITesting
import RPKIValidation
import TestSupport
import Testing
import ValidatedPayloads

/// A CA below a CA below a CA, each in a repository of its own: whoever makes such a tree on request can make it without end.
@Suite("A tree of CAs without end", .enabled(if: NginxServer.isInstalled, "\(NginxServer.notInstalled)"))
struct EndlessTreeTests {
    private static let levels = 12

    /// The laboratory with a chain of CAs below the ISP. Each level names a notification of its own, which shows all.
    private func laboratory() throws -> Laboratory {
        let laboratory = try Laboratory()
        var parent = laboratory.isp
        for level in 0..<Self.levels {
            parent = laboratory.plan.addCA("level-\(level)", in: parent, resources: "AS64499 192.0.2.192/26")
            laboratory.plan.addROA(in: parent, asn: 64499, ["192.0.2.192/26"])
            laboratory.plan[parent].notify = laboratory.server.uri("level-\(level)/notification.xml")
            try FileManager.default.createSymbolicLink(
                atPath: laboratory.server.root + "/level-\(level)", withDestinationPath: ".")
        }
        laboratory.plan.reissue(laboratory.isp, at: Laboratory.now)
        try laboratory.publish()
        return laboratory
    }

    @Test("Ends at the limit of repositories, and their neighbours keep what they have")
    func repositories() async throws {
        let laboratory = try laboratory()
        let folder = try TemporaryFolder()
        var options = laboratory.options
        options.repositories = 4
        let walker = try Walker(options, folder: folder.path)
        let vrps = try await walker.walk(laboratory.locator, at: Laboratory.now)
        #expect(vrps.contains("AS64496 192.0.2.0/24") && vrps.contains("AS64500 192.0.2.0/26"))
        let asked = try laboratory.server.requests().filter { $0.contains("notification.xml") }
        #expect(asked.count <= 4, "\(asked)")
        try await walker.end()
    }

    @Test("Ends at the limit of depth, which is reported, and nothing below is asked for")
    func depth() async throws {
        let laboratory = try laboratory()
        let folder = try TemporaryFolder()
        let store = try ObjectStore(folder: folder.path)
        let synchroniser = try Synchroniser(
            store: store, options: laboratory.options,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        synchroniser.begin(at: Laboratory.now)
        var limits = ValidationLimits()
        limits.depth = 5
        let run = try await Validator(source: synchroniser, store: store, limits: limits, workers: 2)
            .run(from: [laboratory.locator], at: Laboratory.now)
        #expect(run.rejections.map(\.error.code).filter { $0 == .depth }.count == 1)
        #expect(run.payloads.vrps.contains { $0.asn == ASN(64500) })
        let asked = try laboratory.server.requests().joined(separator: "\n")
        #expect(asked.contains("/level-2/") && !asked.contains("/level-4/"))
        await synchroniser.shutdown()
        try store.close()
    }
}
