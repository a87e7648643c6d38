import ConfigurationKeys
import Fetching
import Foundation
import Node
import Testing

/// What the configuration takes is what its users can read.
@Suite("Proxies, URLs and files that are used as they are written") final class ProxyConfigurationTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-proxy-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder + "/" + name)
    }

    private func source(_ text: String, environment: [String: String] = [:]) throws -> ConfigurationSource<
        NodeConfiguration
    > {
        try write(text, to: "a.yaml")
        return ConfigurationSource<NodeConfiguration>(path: folder + "/a.yaml", environment: environment)
    }

    @Test(
        "A proxy that cannot be used as written is refused",
        arguments: [
            "http://op:secret@127.0.0.1:47128", "http://127.0.0.1:47128/x", "http://127.0.0.1:47128?x=1",
            "http://h:1#x",
            "https://h:1", "socks5://h:1", "h:1", "http://", "http://h:0", "http://[::1", "http://1.2.3.4.5",
        ])
    func refused(proxy: String) throws {
        let problems = try source("rpki: {rsync: false, proxy: '\(proxy)'}").problems()
        #expect(problems.map(\.code) == [.invalidValue])
        #expect(problems.first?.key == "rpki.proxy")
        #expect(problems.first?.message.contains("secret") == false)
    }

    @Test("One that can be is held as it is used; rsync, which goes around it, is a warning")
    func taken() throws {
        let loaded = try source("rpki: {proxy: 'http://[::1]:3128'}").load()
        #expect(loaded.configuration.rpki.proxy?.host == "::1" && loaded.configuration.rpki.proxy?.port == 3128)
        #expect(loaded.warnings.map(\.code) == [.risk])
        #expect(loaded.warnings.first?.message.contains("RSYNC_PROXY") == true)
        #expect(try source("rpki: {rsync: false, proxy: 'http://h'}").load().warnings.isEmpty)
    }

    @Test("A proxy of the environment is not used, which is said")
    func environment() throws {
        for name in ["https_proxy", "HTTPS_PROXY"] {
            let loaded = try source("rpki: {rsync: false}", environment: [name: "http://h:1"]).load()
            #expect(loaded.warnings.map(\.message) == ["\(name) is ignored; to use a proxy, set rpki.proxy"])
        }
        let text = "rpki: {rsync: false, proxy: 'http://h'}"
        #expect(try source(text, environment: ["https_proxy": "http://h:1"]).load().warnings.isEmpty)
    }

    @Test("Name and password come from a file that others cannot read")
    func credentials() throws {
        let text = "rpki: {rsync: false, proxy: 'http://h', proxy-credentials: secret}"
        try write("op:se:cret\n", to: "secret")
        #expect(try source(text).load().inputs.rpki.proxyCredentials?.password == "se:cret")
        try write("op:secret\n", to: "secret", mode: 0o644)
        #expect(try source(text).problems().map(\.code) == [.invalidFile])
        try write("nothing\n", to: "secret")
        #expect(try source(text).problems().map(\.code) == [.invalidFile])
        try write("op:secret\n", to: "secret")
        #expect(try source("rpki: {rsync: false, proxy-credentials: secret}").problems().map(\.code) == [.conflict])
    }

    @Test(
        "A URL that its user would read otherwise is refused",
        arguments: [
            "watch: {webhook: {urls: ['https://a:secret@h/x']}}", "watch: {webhook: {urls: ['https://h/#x']}}",
            "watch: {webhook: {urls: ['https://h:99999/']}}", "watch: {webhook: {urls: ['https://[::1/']}}",
            "watch: {webhook: {urls: ['ftp://h/']}}", "watch: {payloads: 'https://a:secret@h/x'}",
            "watch: {payloads: 'ftp://h/x'}",
            "watch: {ris: {url: 'wss://a:secret@h/'}}", "watch: {ris: {url: 'wss://h\\x'}}",
            "watch: {ris: {url: 'https://1.2.3/4'}}",
        ])
    func urls(text: String) throws {
        let problems = try source(text).problems().filter { !$0.isWarning }
        if text.contains("1.2.3/4") { return #expect(problems.isEmpty) }
        #expect(problems.map(\.code) == [.invalidValue])
        #expect(problems.allSatisfy { !$0.message.contains("secret") })
    }

    @Test("Intervals that routers cannot be told in whole seconds are refused")
    func intervals() throws {
        let problems = try source("rtr: {refresh: 1000s500ms, retry: 600s, expire: 1001s}").problems()
        #expect(problems.map(\.code) == [.conflict])
    }

    @Test("A file of authorities with a damaged certificate is refused")
    func authorities() throws {
        try write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", to: "ca.pem")
        #expect(try source("rpki: {rsync: false, https-ca: ca.pem}").problems().map(\.code) == [.invalidFile])
    }
}
