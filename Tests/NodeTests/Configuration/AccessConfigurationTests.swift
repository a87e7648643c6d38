import Access
import ConfigurationKeys
import FoundationEssentials
import TestSupport
import Testing

@testable import Node

/// The keys that say who may use the HTTP API.
@Suite struct AccessConfigurationTests {
    private static let hash = "sha256:" + String(repeating: "0a", count: 32)

    @Test func aTokenHasFourMembers() throws {
        let reading = ConfigurationReading<NodeConfiguration>(
            """
            http:
              tokens:
                - name: soc
                  hash: \(Self.hash)
                  scope: [alerts]
                  expires: 2027-01-31
                - {name: noc, hash: '\(Self.hash.replacing("0a", with: "0b"))', scope: alerts, expires: 2027-01-31T12:00:00Z}
            """)
        #expect(reading.problems.isEmpty)
        let tokens = reading.configuration.http.tokens
        #expect(tokens.map(\.name) == ["soc", "noc"])
        #expect(tokens.map { "\($0.hash)" } == [Self.hash, Self.hash.replacing("0a", with: "0b")])
        #expect(tokens.allSatisfy { $0.scope == [.alerts] })
        #expect(tokens.map(\.expires.timeIntervalSince1970) == [1_801_353_600, 1_801_396_800])
        // What is written of it reads as the same.
        let key = try #require(NodeConfiguration.keys.first { $0.name == "http.tokens" })
        let again = ConfigurationReading<NodeConfiguration>("http:\n  tokens: \(key.text(reading.configuration))\n")
        #expect(again.configuration.http.tokens == tokens)
    }

    @Test(arguments: [
        ("name: soc", Problem(.invalidValue, 1, 17, "http.tokens[0]")),
        (
            "name: soc, hash: x, scope: alerts, expires: 2027-01-31",
            Problem(.invalidValue, 1, 35, "http.tokens[0].hash")
        ),
        (
            "name: soc, hash: 'HASH', scope: all, expires: 2027-01-31",
            Problem(.invalidValue, 1, 117, "http.tokens[0].scope[0]")
        ),
        (
            "name: soc, hash: 'HASH', scope: alerts, expires: soon",
            Problem(.invalidValue, 1, 134, "http.tokens[0].expires")
        ),
        (
            "name: soc, hash: 'HASH', scope: alerts, expires: 2027-01-31, x: y",
            Problem(.unknownKey, 1, 146, "http.tokens[0].x")
        ),
    ])
    func whatIsWrongWithOneIsSaid(text: String, expected: Problem) {
        let reading = ConfigurationReading<NodeConfiguration>(
            "http: {tokens: [{\(text.replacing("HASH", with: Self.hash))}]}")
        #expect(reading.found == [expected])
    }

    @Test func aTokenInPlaceOfItsHashIsNotRepeated() throws {
        var generator = SeededGenerator(1)
        let token = AccessToken(using: &generator).text
        let reading = ConfigurationReading<NodeConfiguration>(
            "http: {tokens: [{name: soc, hash: \(token), scope: alerts, expires: 2027-01-31}]}")
        let problem = try #require(reading.problems.first)
        #expect(problem.key == "http.tokens[0].hash")
        #expect(!"\(problem)".contains(token) && problem.message.contains("write its hash here"))
    }

    @Test(arguments: [
        ("'*'", true), ("https://portal.example.net", true), ("[https://a.test, 'http://[::1]:8080']", true),
        ("[]", true),
        ("https://portal.example.net/", false), ("https://portal.example.net/x", false), ("portal.example.net", false),
        ("https://Portal.example.net", false), ("ftp://portal.example.net", false),
        ("https://a@portal.example.net", false),
        ("'https://a.test?x'", false),
    ])
    func originsArePortAndHost(text: String, isOne: Bool) {
        #expect(ConfigurationReading<NodeConfiguration>("http: {cors: \(text)}").isUsable == isOne)
    }

    @Test func aChangeOfTokensIsLoggedWithoutThem() throws {
        let new = ConfigurationReading<NodeConfiguration>(
            "http: {tokens: [{name: soc, hash: '\(Self.hash)', scope: alerts, expires: 2027-01-31}]}"
        ).configuration
        let changes = new.changes(from: NodeConfiguration())
        #expect(changes.map(\.description) == ["http.tokens changed"])
    }
}
