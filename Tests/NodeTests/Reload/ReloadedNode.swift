import ConfigurationKeys
import Foundation
import HTTPService
import Logging
import RPKIRepository
import RPKIToRouter
import ServiceLifecycle
import ServingStore
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

/// What takes a configuration over in a node that runs: what refreshes, what watches, and what serves routers.
final class ReloadedNode {
    let folder: TemporaryFolder
    let state = APIFixture.state()
    let engine: RefreshEngine
    let network: WatchedNetwork
    let routers: RTRServer
    let api: APIService
    /// Lines of the log.
    let lines = Locked<[String]>([])
    /// Counts what a test does, so that nothing is done twice.
    var turns = 0
    private let reloader: ConfigurationReloader
    private var serving: Task<Void, any Error>?
    private var answering: Task<Void, any Error>?
    /// The port at which the API answers without TLS.
    private let port = Locked<Int?>(nil)

    /// What is written where a test writes nothing else.
    static let base = [
        "state": "state", "rpki.tals": "[ripe]", "rpki.rrdp": "false", "rpki.rsync": "false",
        "rpki.proxy": "'http://127.0.0.1:1'", "rpki.alarm.growth": "10", "rpki.alarm.growth-floor": "15",
        "watch.asns": "[AS3333]", "watch.prefixes": "{193.0.0.0/16: , '2001:67c::/32': }",
        "watch.upstreams": "[AS1299]", "watch.payloads": "one.csv", "http.listen": "['127.0.0.1:0']",
        "http.tls.listen": "['127.0.0.1:0']", "http.tls.certificate": "server.pem", "http.tls.key": "server.key",
        "rtr.listen": "['127.0.0.1:0']", "rtr.tls.listen": "['127.0.0.1:0']", "rtr.tls.certificate": "server.pem",
        "rtr.tls.key": "server.key",
    ]

    private init() throws {
        folder = try TemporaryFolder()
        network = try WatchedNetwork()
        try ReloadedNode.writeFiles(folder)
        try ReloadedNode.write(ReloadedNode.base, folder)
        let source = ConfigurationSource<NodeConfiguration>(path: folder("a.yaml"))
        let loaded = try source.load()
        let logger = Logger(label: "test") { [lines] _ in
            NodeLog(LogSection(), clock: { APIFixture.start }, write: { line in lines.withLock { $0.append(line) } })
        }
        let state = loaded.configuration.state
        let cache = RTRCache()
        engine = try RefreshEngine(
            loaded, state: self.state.rpki, payloadsState: self.state.payloads, alarms: self.state.alarms, cache: cache,
            store: ObjectStore(folder: state),
            history: PayloadStore.open(folder: state).store, logger: logger, clock: { APIFixture.start })
        routers = RTRServer(
            cache: cache, configuration: loaded.configuration.router,
            logger: logger, clock: { APIFixture.start })
        let http = loaded.configuration.http
        api = APIService(
            documents: self.state.documents(), listen: http.listeners,
            certificate: try http.tls.files.map { try CurrentCertificate($0) },
            rules: http.rules, logger: logger, clock: { APIFixture.start },
            onListening: { [port] listener in if !listener.isTLS { port.withLock { $0 = listener.port } } })
        reloader = ConfigurationReloader(
            source, started: loaded.configuration,
            services: [engine, api, PayloadsModule(state: self.state.payloads), network.engine, routers])
    }

    /// Does something with a node, and ends it.
    static func run(_ body: (ReloadedNode) async throws -> Void) async throws {
        let node = try ReloadedNode()
        do {
            try await body(node)
        } catch {
            await node.close()
            throw error
        }
        await node.close()
    }

    private func close() async {
        for task in [serving, answering] {
            task?.cancel()
            _ = await task?.result
        }
        await engine.close()
    }

    /// Reads the configuration again, with other values than before.
    func reload(_ values: [String: String]) async throws -> ReloadOutcome {
        try ReloadedNode.write(ReloadedNode.base.merging(values) { $1 }, folder)
        return await reloader.reload()
    }

    /// The lines that the log got meanwhile.
    func logged(_ body: () async throws -> Void) async rethrows -> [String] {
        lines.withLock { $0 = [] }
        try await body()
        return lines.withLock { $0 }
    }

    /// What fetches.
    var synchroniser: Synchroniser {
        get async throws { try #require(await engine.fetching?.synchroniser) }
    }

    /// What a router at 127.0.0.1 hears that asks for everything in version 2: the version of the answer.
    func routerHears() async throws -> String {
        if serving == nil { serving = Task { [routers] in try await routers.run() } }
        try await eventually { !routers.addresses.isEmpty }
        return RouterQuery.answer(port: try #require(routers.addresses.first).port)
    }

    /// What a client at 127.0.0.1 gets from the API: the status, and whether a page of this origin may read it.
    func clientGets(_ target: String, headers: [String: String] = [:]) async throws -> String {
        if answering == nil {
            answering = Task { [api] in
                try await ServiceGroup(configuration: .init(services: [api], logger: Logger(label: "test"))).run()
            }
        }
        try await eventually { port.withLock { $0 } != nil }
        let http = RawHTTP(port: try #require(port.withLock { $0 }))
        guard let answer = try? await http.request(target, headers: headers) else { return "no answer" }
        return "\(answer.status) \(answer.headers["access-control-allow-origin"] ?? "")"
    }

    private static func writeFiles(_ folder: TemporaryFolder) throws {
        let slurm = """
            {"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[],"bgpsecFilters":[]},
            "locallyAddedAssertions":{"prefixAssertions":[{"asn":64499,"prefix":"203.0.113.0/24"}],"bgpsecAssertions":[]}}
            """
        for (name, text) in [
            ("slurm.json", slurm), ("skip", "rpki.example.net\n"), ("ripe.constraints", "allow 192.0.2.0/24\n"),
            ("credentials", "name:password\n"), ("ca.pem", TestCertificate.pem),
            ("server.pem", TestCertificate.ofKey[0]), ("renewed.pem", TestCertificate.ofKey[1]),
            ("server.key", TestCertificate.key), ("same.key", TestCertificate.key),
            ("route.rpsl", (601...609).map { "route: 193.0.0.0/16\norigin: AS\($0)\nsource: RIPE\n\n" }.joined()),
            (
                "holders.txt",
                """
                2|ripencc|20260316|2|19830705|20260316|+0000
                ripencc|NL|asn|601|9|19930901|allocated|x
                ripencc|NL|ipv4|193.0.0.0|65536|19930901|allocated|x

                """
            ),
            ("one.csv", "ASN,IP Prefix,Max Length,Trust Anchor\n"),
            ("two.csv", "ASN,IP Prefix,Max Length,Trust Anchor\nAS64496,192.0.2.0/24,24,ripe\n"),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder(name)))
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("credentials"))
    }

    /// Writes values by key as a file of sections.
    private static func write(_ values: [String: String], _ folder: TemporaryFolder) throws {
        try Data(yaml(values).utf8).write(to: URL(fileURLWithPath: folder("a.yaml")))
    }

    private static func yaml(_ values: [String: String]) -> String {
        let sections = Dictionary(grouping: values) { $0.key.prefix { $0 != "." } }
        let entries = sections.sorted { $0.key < $1.key }.map { name, values in
            if let value = values.first, value.key == name { return "\(name): \(value.value)" }
            let inner = values.map { (String($0.key.dropFirst(name.count + 1)), $0.value) }
            return "\(name): \(yaml(Dictionary(inner) { $1 }))"
        }
        return "{" + entries.joined(separator: ", ") + "}"
    }
}
