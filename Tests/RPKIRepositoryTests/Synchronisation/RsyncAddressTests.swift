import Fetching
import Foundation
import LocalServers
import RPKIRepository
import TestSupport
import Testing

/// rsync connects to addresses that were checked, too.
@Suite(
    "rsync to checked addresses",
    .enabled(if: RsyncServer.isInstalled && NginxServer.isInstalled, "rsync or nginx is not installed"))
struct RsyncAddressTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The failure of the module that CAs at `host` name, when the hosts of the locator alone may be connected to.
    private func failure(at host: String, _ change: (inout SynchronisationOptions) -> Void = { _ in }) async throws
        -> String?
    {
        let laboratory = try Laboratory(host: host, module: "rpki")
        var options = laboratory.options
        options.usesRsync = true
        options.usesRRDP = false
        options.policy = AddressPolicy(hosts: ["rpki.test"])
        change(&options)
        let walker = try Walker(options, folder: folder.path)
        _ = try await walker.walk(laboratory.locator, at: Laboratory.now)
        let failure = try walker.failure(of: "rsync://\(host)/rpki/")
        try await walker.end()
        return failure
    }

    @Test(
        "A module inside is not fetched, however its host is spelled",
        arguments: [
            "127.0.0.1", "127.1:9873", "2130706433", "localhost:8873", "[::1]", "[::ffff:10.0.0.1]:873", "0x7f.1",
        ])
    func inside(host: String) async throws {
        #expect(try await failure(at: host)?.hasPrefix("dubious-host: ") == true)
    }

    @Test("One that the operator named by its prefix, its host or its address is")
    func named() async throws {
        let server = try RsyncServer()
        try FileManager.default.createDirectory(atPath: server.root, withIntermediateDirectories: true)
        #expect(try await failure(at: "127.0.0.1:\(server.port)") { $0.policy.allow(hosts: ["127.0.0.1"]) } == nil)
        #expect(try await failure(at: "localhost:\(server.port)") { $0.policy.allow(hosts: ["localhost"]) } == nil)
        #expect(
            try await failure(at: "ca.example:\(server.port)") { $0.rsync.addresses = ["ca.example": "127.0.0.1"] }
                == nil)
    }
}
