import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// `atalaya bgp watch` with everything in a folder of its own, and what it wrote to its file of events.
final class WatchLaboratory {
    struct Event: Hashable {
        let change: String
        let alertClass: String
        let alert: String
        let revision: String
    }

    let sandbox: Sandbox
    let port: Int
    private let file: String
    private(set) var program: RunningProgram?

    /// - Parameters:
    ///   - lines: of the configuration under `watch`, beside own networks, BMP and the file of events.
    init(_ lines: String = "", networks: String = WatchLaboratory.networks, bmp: Bool = true) throws {
        sandbox = try Sandbox()
        port = try LocalPort.free()
        let indented = (networks + "\n" + lines).split(separator: "\n").map { "  \($0)\n" }.joined()
        file = try sandbox.write(
            """
            state: state
            watch:
            \(indented)\(bmp ? "  bmp: {enabled: true, listen: '127.0.0.1:\(port)'}\n" : "")  events: {path: events.jsonl}
            """, to: "atalaya.yaml")
    }

    static let networks = """
        asns: [AS64496]
        prefixes: {198.51.100.0/24: [AS64496], 203.0.113.0/24: [AS64496]}
        upstreams: [AS64602]
        transit-free: [AS64601, AS64602]
        thresholds: {end-after: 2s, reset-window: 2s, table-quiet: 1s, update-interval: 1s, min-peers: 1, campaign-window: 0s}
        """

    /// Starts it, and waits until it watches.
    func start(_ arguments: String...) async throws {
        let running = try RunningProgram(
            try #require(InspectProgram.executable).path, ["bgp", "watch", "--config", file] + arguments)
        program = running
        try await eventually { running.output.contains("monitoring routes") }
    }

    /// `atalaya bgp alerts` with these words.
    func alerts(_ words: String...) throws -> InspectProgram.Result {
        try InspectProgram.run("bgp", "alerts", files: words + ["--config", file])
    }

    /// `atalaya bgp watch` over files, to its end.
    func read(_ files: String..., options: [String] = []) throws -> InspectProgram.Result {
        try InspectProgram.run("bgp", "watch", "--config", file, files: options + files)
    }

    /// All that was passed on so far.
    var events: [Event] {
        get throws {
            guard let text = try? sandbox.text("events.jsonl") else { return [] }
            return try text.split(separator: "\n").map { line in
                let object = try #require(
                    JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
                let attributes = try #require(object["attributes"] as? [String: String])
                return Event(
                    change: attributes["change"] ?? "", alertClass: object["identifier"] as? String ?? "",
                    alert: attributes["alert"] ?? "", revision: attributes["revision"] ?? "")
            }
        }
    }

    /// The changes of one class, without updates.
    func changes(_ alertClass: String) throws -> [String] {
        try events.filter { $0.alertClass == alertClass && $0.change != "updated" }.map(\.change)
    }

    /// The classes that were raised.
    var raised: [String] {
        get throws { try events.filter { $0.change == "raised" }.map(\.alertClass) }
    }
}

/// GoBGP daemons on loopback: a collector that sends BMP, and speakers with it as their neighbour.
final class GoBGPLaboratory {
    static let isPossible = installed("gobgpd") != nil && installed("gobgp") != nil

    private let sandbox: Sandbox
    private let bgp: Int
    private var daemons: [RunningProgram] = []
    private var ports: [Int] = []

    /// - Parameters:
    ///   - station: The port that BMP goes to; `nil` for none.
    ///   - speakers: How many there are; the first is AS64511 at 127.0.0.2.
    init(station: Int?, speakers: Int) async throws {
        sandbox = try Sandbox()
        bgp = try LocalPort.free()
        var text = """
            [global.config]
              as = 64500
              router-id = "127.0.0.1"
              port = \(bgp)
              local-address-list = ["127.0.0.1"]

            """
        if let station {
            text += """
                [[bmp-servers]]
                  [bmp-servers.config]
                    address = "127.0.0.1"
                    port = \(station)
                    route-monitoring-policy = "pre-policy"

                """
        }
        for speaker in 0..<speakers {
            text += """
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "127.0.0.\(speaker + 2)"
                    peer-as = \(64_511 + speaker)
                  [neighbors.transport.config]
                    passive-mode = true
                  [neighbors.ebgp-multihop.config]
                    enabled = true

                """
        }
        try start(text, "collector")
        for speaker in 0..<speakers {
            try start(
                """
                [global.config]
                  as = \(64_511 + speaker)
                  router-id = "127.0.0.\(speaker + 2)"
                  port = -1
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "127.0.0.1"
                    peer-as = 64500
                  [neighbors.transport.config]
                    remote-port = \(bgp)
                    local-address = "127.0.0.\(speaker + 2)"
                  [neighbors.timers.config]
                    connect-retry = 1
                  [neighbors.ebgp-multihop.config]
                    enabled = true
                """, "speaker-\(speaker)")
        }
        try await eventually { try self.run(0, "neighbor").matches(of: #/Establ/#).count == speakers }
    }

    private func start(_ configuration: String, _ name: String) throws {
        let file = try sandbox.write(configuration, to: name + ".toml")
        let port = try LocalPort.free()
        daemons.append(
            try RunningProgram(
                try #require(installed("gobgpd")),
                ["-f", file, "--api-hosts", "127.0.0.1:\(port)", "--pprof-disable"]))
        ports.append(port)
    }

    /// The answer of `gobgp` to these words, of the collector (0) or a speaker.
    @discardableResult
    func run(_ daemon: Int, _ words: String...) throws -> String {
        let client = try RunningProgram(try #require(installed("gobgp")), ["-p", "\(ports[daemon])"] + words)
        client.waitUntilExit()
        return client.output
    }

    /// Has a speaker announce a prefix, with the AS numbers behind its own.
    func announce(_ speaker: Int, _ prefix: String, _ path: String) throws {
        try run(speaker, "global", "rib", "add", prefix, "aspath", path)
    }

    func withdraw(_ speaker: Int, _ prefix: String) throws {
        try run(speaker, "global", "rib", "del", prefix)
    }

    /// Has a speaker announce what is in a table dump.
    func inject(_ speaker: Int, _ file: String, _ count: Int) throws {
        try run(speaker, "mrt", "inject", "global", "--no-ipv6", "--nexthop", "192.0.2.2", file, "\(count)")
    }
}
