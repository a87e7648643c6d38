import Delivery
import LocalServers
import TestSupport
import Testing

@testable import DeliverySinks

@Suite("Servers of syslog") struct SyslogSinkTests {
    private func sink(_ server: SyslogServer) -> SyslogSink {
        SyslogSink(server: server, facility: .local0, host: "noc.example", process: 42, timeout: .seconds(60))
    }

    @Test(
        "A server is written as the configuration has it",
        arguments: [
            (SyslogServer.udp(host: "::1", port: 514), "udp://[::1]:514"),
            (.tcp(host: "log.example", port: 601), "tcp://log.example:601"),
            (.socket("/dev/log"), "/dev/log"),
        ])
    func text(server: SyslogServer, text: String) {
        #expect("\(server)" == text)
        #expect(sink(server).name == "syslog:\(text)")
    }

    @Test("A server that ends the connection has the message") func stream() async throws {
        let server = try ScriptedServer([.hang])
        defer { server.stop() }
        try await sink(.tcp(host: "127.0.0.1", port: server.port)).deliver([message()])
        #expect(server.connections == 1)
    }

    @Test("A server that is not there is a failure that may pass") func absent() async throws {
        let port = try LocalPort.free()
        let error = await #expect(throws: SinkFailure.self) {
            try await sink(.tcp(host: "127.0.0.1", port: port)).deliver([message()])
        }
        #expect(error?.isFinal == false)
        #expect(error?.description.hasPrefix("tcp://127.0.0.1:\(port): ") == true)
    }
}
