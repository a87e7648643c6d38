import Access
import ConfigurationKeys
import DeskStore
import Foundation
import Logging
import TestSupport
import Testing

@testable import Node

@Suite("A node with the console") struct AccountsServiceTests {
    @Test("Without an account, a link is shown on a terminal, and never in the log") func welcome() async throws {
        let folder = try TemporaryFolder()
        let desk = try DeskDatabase.open(folder: folder.path)
        let accounts = ConsoleAccounts(desk.accounts, log: AuditQueue(), clock: { APIFixture.start })
        let (lines, logged) = (Locked<[String]>([]), Locked<[String]>([]))
        let logger = Logger(label: "test") { _ in
            NodeLog(.init(), clock: { APIFixture.start }, write: { line in logged.withLock { $0.append(line) } })
        }
        func service(_ announce: (@Sendable (String) -> Void)?) -> AccountsService {
            AccountsService(
                accounts: accounts, address: "https://noc.example.net", announce: announce, isEnabled: true,
                logger: logger)
        }
        await service(nil).welcome()
        #expect(logged.withLock { $0 }.count == 1)
        #expect(
            logged.withLock { $0 }.allSatisfy { $0.contains("atalaya console login-link") && !$0.contains("link=") })
        await service { line in lines.withLock { $0.append(line) } }.welcome()
        #expect(logged.withLock { $0 }.count == 1)
        let link = try #require(lines.withLock { $0.last })
        let secret = try #require(link.components(separatedBy: "https://noc.example.net/login?link=").last)
        guard case .loggedIn = try await accounts.redeem(link: secret, from: LoginClient(address: "::1")) else {
            Issue.record("the link does not log in")
            return
        }
        await service { line in lines.withLock { $0.append(line) } }.welcome()
        #expect(lines.withLock { $0 }.count == 2, "there is an account now")
        try desk.close()
    }

    @Test(
        "Where browsers find the console",
        arguments: [
            ("console: {url: 'https://noc.example.net/'}", "https://noc.example.net", "https://noc.example.net"),
            (
                "console: {url: 'https://NOC.example.net:8443'}", "https://NOC.example.net:8443",
                "https://noc.example.net:8443"
            ),
            ("http: {listen: ['127.0.0.1:8324']}", "http://127.0.0.1:8324", nil),
            ("http: {listen: ['[::1]:80']}", "http://[::1]:80", nil),
        ] as [(String, String, String?)])
    func address(text: String, address: String, origin: String?) throws {
        let reading = ConfigurationReading<NodeConfiguration>(
            Array("rpki: {tals: [ripe]}\n\(text)\n".utf8), path: "a.yaml")
        #expect(reading.configuration.consoleAddress == address)
        #expect(reading.configuration.consoleOrigin == origin)
    }

    @Test(
        "A console that no one can log in to is refused or warned of",
        arguments: [
            ("http: {listen: []}\nconsole: {enabled: true}", false, "no browser can reach the console"),
            ("http: {listen: ['0.0.0.0:8324']}\nconsole: {enabled: true}", true, "no one can log in"),
            ("console: {enabled: true, session: 1h, session-idle: 2h}", true, "before they can be idle"),
            ("console: {enabled: true}", true, nil), ("http: {listen: ['0.0.0.0:8324']}", true, nil),
            ("http: {listen: ['0.0.0.0:8324'], trusted-proxies: [192.0.2.0/24]}\nconsole: {enabled: true}", true, nil),
            ("console: {session: 1s}", false, "console.session"),
            ("console: {language: de}", false, "console.language"),
            ("console: {url: 'ftp://a'}", false, "console.url"),
        ] as [(String, Bool, String?)])
    func rules(text: String, isUsable: Bool, message: String?) {
        let reading = ConfigurationReading<NodeConfiguration>(
            Array("rpki: {tals: [ripe]}\n\(text)\n".utf8), path: "a.yaml")
        let problems = reading.problems.map { "\($0)" }
        #expect(reading.problems.allSatisfy(\.isWarning) == isUsable, "\(problems)")
        #expect(problems.count == (message == nil ? 0 : 1), "\(problems)")
        #expect(message.map { text in problems.contains { $0.contains(text) } } ?? true, "\(problems)")
    }
}
