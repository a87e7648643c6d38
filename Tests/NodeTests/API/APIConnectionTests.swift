import Foundation
import HTTPService
import Synchronization
import TestSupport
import Testing

@testable import Node

/// Connections: how many there may be, and what becomes of them.
@Suite struct APIConnectionTests {
    private static let poll = "GET /json-delta/notify HTTP/1.1\r\nHost: localhost\r\n\r\n"

    static func waiters(_ state: NodeState) -> Int {
        state.payloads.storage.withLock { $0.waiters.count }
    }

    @Test func longPollsOfOneClientLeaveTheOthersTheirPlaces() async throws {
        var limits = APILimits()
        limits.http.connectionsPerAddress = 20
        limits.waitingPerAddress = 10
        let state = APIFixture.serving()
        try await withAPI(state, limits: limits) { http in
            let polls = (0..<40).map { _ in OpenConnection(port: http.port, sending: APIConnectionTests.poll) }
            try await eventually {
                let rows = state.snapshot(at: APIFixture.start).limits.rows
                return APIConnectionTests.waiters(state) == 10 && rows.contains { $0.name == "waitingPerAddress" }
            }
            for target in ["/health", "/ready"] {
                #expect(try await http.request(target).status == 200)
            }
            // Those that were refused are idle, and give way.
            #expect(try await http.request("/version").status == 200)
            for poll in polls { poll.close() }
            try await eventually { APIConnectionTests.waiters(state) == 0 }
            let text = try await http.request("/metrics").text
            #expect(text.contains("atalaya_limit_reached_total{limit=\"waitingPerAddress\"}"))
            let alarms = state.snapshot(at: APIFixture.start).alarms
            #expect(alarms.contains { $0.kind == "limit" && $0.subject == "waitingPerAddress" })
        }
    }

    @Test func whereNoConnectionIsIdleHealthAloneIsAnswered() async throws {
        var limits = APILimits()
        limits.http.connections = 5
        limits.http.spareConnections = 4
        let state = APIFixture.serving()
        try await withAPI(state, limits: limits) { http in
            let polls = (0..<5).map { _ in OpenConnection(port: http.port, sending: APIConnectionTests.poll) }
            try await eventually { APIConnectionTests.waiters(state) == 5 }
            let refused = try await http.request("/version")
            #expect(refused.status == 503)
            #expect(refused.headers["retry-after"] != nil)
            #expect(refused.headers["connection"] == "close")
            #expect((refused.json["error"] as? String)?.contains("connections") == true)
            #expect(try await http.request("/health").status == 200)
            // Spare connections on which nothing is asked give way to further ones.
            let silent = (0..<12).map { _ in OpenConnection(port: http.port, sending: "") }
            try await eventually { silent.count { $0.isClosed } >= 8 }
            #expect(try await http.request("/ready").status == 200)
            let alarms = state.snapshot(at: APIFixture.start).alarms
            #expect(alarms.contains { $0.kind == "limit" && $0.subject == "connections" })
            for connection in silent + polls { connection.close() }
            try await eventually { APIConnectionTests.waiters(state) == 0 }
            try await eventually { try await http.request("/version").status == 200 }
        }
    }

    @Test func theConnectionThatIsIdleTheLongestGivesWay() async throws {
        var limits = APILimits()
        limits.http.connections = 2
        try await withAPI(APIFixture.serving(), limits: limits) { http in
            let first = OpenConnection(port: http.port, sending: "")
            try await stays(for: .milliseconds(100)) { !first.isClosed }
            let second = OpenConnection(port: http.port, sending: "GET /csv HTTP/1.1\r\n")
            try await stays(for: .milliseconds(100)) { !first.isClosed && !second.isClosed }
            #expect(try await http.request("/version").status == 200)
            try await eventually { first.isClosed }
            #expect(!second.isClosed)
            second.close()
        }
    }

    @Test func aClientThatWaitsAndLeavesGivesItsPlaceBack() async throws {
        let state = APIFixture.serving()
        try await withAPI(state) { http in
            let poll = OpenConnection(port: http.port, sending: APIConnectionTests.poll)
            try await eventually { APIConnectionTests.waiters(state) == 1 }
            poll.close()
            try await eventually { APIConnectionTests.waiters(state) == 0 }
        }
    }

    @Test func theServerEndsInTimeWhateverItsClientsDo() async throws {
        let state = APIFixture.serving()
        let (connections, start) = try await withAPI(state) { http in
            var connections = (0..<5).map { _ in OpenConnection(port: http.port, sending: APIConnectionTests.poll) }
            connections.append(OpenConnection(port: http.port, sending: ""))
            connections.append(OpenConnection(port: http.port, sending: "GET /csv HT"))
            connections.append(
                OpenConnection(
                    port: http.port,
                    sending: "POST /validity HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"))
            try await stays(for: .milliseconds(300)) { connections.allSatisfy { !$0.isClosed } }
            return (connections, ContinuousClock.now)
        }
        // A second is what answers under way have; the rest is for machines with much to do.
        #expect(ContinuousClock.now - start < .seconds(15))
        for connection in connections { connection.close() }
    }
}
