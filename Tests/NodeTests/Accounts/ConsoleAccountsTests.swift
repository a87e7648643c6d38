import DeskStore
import Foundation
import HTTPService
import SecurityEvents
import Synchronization
import TestSupport
import Testing

@testable import Access
@testable import Node

@Suite("The accounts of the console") struct ConsoleAccountsTests {
    private final class Log: AccessLog {
        private let kept = Mutex<[AccessRecord]>([])
        var lines: [String] {
            kept.withLock { $0 }.map { record in
                "\(record.decision.principal) \(record.question.resource) \(record.decision.refusal?.rawValue ?? "ok")"
            }
        }
        func append(_ record: AccessRecord) { kept.withLock { $0.append(record) } }
    }

    private let folder: TemporaryFolder
    private let desk: DeskDatabase
    private let log = Log()
    private let clock = TestClock()
    private let accounts: ConsoleAccounts
    private static let password = "correct horse battery"
    private static let browser = LoginClient(address: "192.0.2.1", agent: "browser")

    init() throws {
        folder = try TemporaryFolder()
        desk = try DeskDatabase.open(folder: folder.path)
        accounts = try Self.accounts(desk, log, clock)
    }

    private static func accounts(_ desk: DeskDatabase, _ log: Log, _ clock: TestClock, logarithm: Int = 2) throws
        -> ConsoleAccounts
    {
        var settings = ConsoleAccounts.Settings()
        settings.hashing = try #require(
            PasswordHash.Parameters(logarithm: logarithm, blocks: 1, parallelism: 1))
        return ConsoleAccounts(desk.accounts, log: log, settings: settings, clock: { clock.now })
    }

    private static let administrator = ConsoleAccounts.operatorVisitor

    private func add(_ name: String = "alice", _ roles: Set<Role> = [.analyst]) async throws {
        try await accounts.createUser(name, password: Self.password, roles: roles, by: Self.administrator)
    }

    private func login(
        _ name: String = "alice", _ password: String = password, code: String? = nil,
        from client: LoginClient = browser, replacing former: Visitor = .anyone
    ) async throws -> LoginOutcome.Login {
        let outcome = try await accounts.login(
            name: name, password: password, code: code, from: client, replacing: former)
        guard case .loggedIn(let login) = outcome else {
            throw CancellationError()
        }
        return login
    }

    private func visitor(_ login: LoginOutcome.Login, of accounts: ConsoleAccounts? = nil) throws -> Visitor {
        let secret = try #require(Secret(login.secret))
        let session = try #require((accounts ?? self.accounts).session(of: secret))
        return Visitor(.user(session.account.text), grants: session.roles.grants, session: session)
    }

    private func isOpen(_ login: LoginOutcome.Login) -> Bool {
        Secret(login.secret).flatMap { accounts.session(of: $0) } != nil
    }

    private func fault(_ body: () async throws -> Void) async -> AccountFault? {
        do {
            try await body()
            return nil
        } catch {
            return error as? AccountFault
        }
    }

    @Test("Who has name and password is in, with the roles of the account; others are not") func logins() async throws {
        #expect(!accounts.isInUse)
        try await add()
        #expect(accounts.isInUse)
        let login = try await login("Alice")
        let visitor = try visitor(login)
        #expect(visitor.may(.read, .alerts, marked: .red) && !visitor.may(.read, .users))
        #expect(visitor.session?.formToken == Secret(login.secret)?.formToken)
        for (name, password) in [
            ("alice", "correct horse batterY"), ("alice", ""), ("bob", Self.password), ("", ""),
            ("alice\0", Self.password), ("alice", String(repeating: "a", count: 100_000)),
        ] {
            let outcome = try await accounts.login(
                name: name, password: password, from: LoginClient(address: "192.0.2.\(password.utf8.count % 200)"))
            #expect(outcome == .refused, "\(name)")
        }
        // What was typed as the name of nobody may be a password: it is not recorded.
        #expect(
            log.lines == [
                "command line users/alice ok", "user alice sessions/alice ok",
                "anyone sessions/alice wrong-password", "anyone sessions/alice wrong-password",
                "anyone sessions wrong-password", "anyone sessions wrong-password", "anyone sessions wrong-password",
                "anyone sessions/alice wrong-password",
            ])
    }

    @Test("Each login begins a new session, also in a browser that shows one; that one ends") func fixation()
        async throws
    {
        try await add()
        let first = try await login()
        let second = try await login(replacing: try visitor(first))
        #expect(first.secret != second.secret && first.session.id != second.session.id)
        #expect(!isOpen(first) && isOpen(second))
        // A secret that someone else has chosen is not a session.
        var generator = SeededGenerator(1)
        #expect(accounts.session(of: Secret(using: &generator)) == nil)
    }

    @Test("Where others could read it, no password is looked at, and no link is used up") func unencrypted()
        async throws
    {
        try await add()
        let client = LoginClient(address: "192.0.2.1", mayLogIn: false)
        let link = try await accounts.makeLink(for: "alice", by: Self.administrator)
        #expect(try await accounts.login(name: "alice", password: Self.password, from: client) == .unencrypted)
        #expect(try await accounts.redeem(link: link, from: client) == .unencrypted)
        guard case .loggedIn(let login) = try await accounts.redeem(link: link, from: Self.browser) else {
            Issue.record("the link was used up")
            return
        }
        #expect(login.cookies(isSecure: true).allSatisfy { $0.hasPrefix("__Host-") && $0.contains("; Secure") })
        #expect(login.cookies(isSecure: false).allSatisfy { $0.contains("; HttpOnly; SameSite=Lax") })
    }

    @Test("An unknown name takes as long as a wrong password") func timing() async throws {
        let dear = try Self.accounts(desk, log, clock, logarithm: 15)
        try await dear.createUser("alice", password: Self.password, roles: [.viewer], by: Self.administrator)
        try await dear.createUser("link", password: nil, roles: [.viewer], by: Self.administrator)
        let names = ["alice", "bob", "link", "not a name"]
        var quickest = [Duration](repeating: .seconds(1_000), count: names.count)
        // In turns, so that other work of the machine slows all of them.
        for number in 0..<5 {
            for (place, name) in names.enumerated() {
                let start = ContinuousClock.now
                let client = LoginClient(address: "192.0.2.\(number)")
                #expect(try await dear.login(name: name, password: "not this one", from: client) == .refused)
                quickest[place] = min(quickest[place], ContinuousClock.now - start)
            }
        }
        for (name, time) in zip(names, quickest) {
            #expect(time > quickest[0] / 4 && time < quickest[0] * 4, "\(name): \(quickest)")
        }
    }

    @Test("A session ends by itself after its time, and when it is idle; a request keeps it from that") func times()
        async throws
    {
        try await add()
        let start = clock.now
        let (idle, used) = (try await login(), try await login())
        for minute in stride(from: 30.0, to: 720, by: 30) {
            clock.set(start.addingTimeInterval(minute * 60))
            #expect(isOpen(idle) == (minute < 60) && isOpen(used), "\(minute)")
            accounts.noteUse(of: try #require(try visitor(used).session))
            if minute == 300 { try accounts.tidy() }
        }
        clock.set(start.addingTimeInterval(43_200))
        #expect(!isOpen(used))
        clock.set(start.addingTimeInterval(43_201))
        try accounts.tidy()
        #expect(try desk.accounts.sessions().isEmpty)
    }

    @Test("When a session was used is known after a restart") func restart() async throws {
        try await add()
        let login = try await login()
        clock.set(clock.now.addingTimeInterval(3_000))
        accounts.noteUse(of: try #require(try visitor(login).session))
        try accounts.tidy()
        clock.set(clock.now.addingTimeInterval(3_000))
        let again = try Self.accounts(desk, log, clock)
        try again.refresh()
        #expect(try visitor(login, of: again).session?.account.text == "alice")
    }

    @Test("10,000 tries to log in are refused unseen, and the owner logs in meanwhile") func throttling() async throws {
        try await add()
        let device = try await login().device
        let owner = LoginClient(address: "198.51.100.7", device: device)
        var outcomes: [String: Int] = [:]
        for number in 0..<10_000 {
            clock.set(clock.now.addingTimeInterval(0.36))
            let outcome = try await accounts.login(name: "alice", password: "guess \(number)", from: Self.browser)
            if case .wait = outcome {
                outcomes["wait", default: 0] += 1
            } else {
                outcomes["\(outcome)", default: 0] += 1
            }
            if number == 9_000 { _ = try await login(from: owner) }
        }
        #expect(outcomes["refused"] ?? 0 < 40 && outcomes["wait"] ?? 0 > 9_900, "\(outcomes)")
        #expect(log.lines.count { $0 == "anyone sessions too-many-tries" } == outcomes["wait"])
        // The device of one account is no help with another.
        try await add("bob")
        let tries = 30
        var looked = 0
        for _ in 0..<tries {
            let outcome = try await accounts.login(name: "bob", password: "guess it now", from: owner)
            if outcome == .refused { looked += 1 }
        }
        #expect(looked == 5)
    }

    @Test("A cheap hash is made again at the next login") func rehash() async throws {
        try await add()
        let dearer = try Self.accounts(desk, log, clock, logarithm: 3)
        try dearer.refresh()
        let before = try #require(try desk.accounts.accounts().first?.password)
        #expect(try await dearer.login(name: "alice", password: "wrong password", from: Self.browser) == .refused)
        #expect(try desk.accounts.accounts().first?.password == before)
        _ = try await dearer.login(name: "alice", password: Self.password, from: Self.browser)
        let after = try #require(try desk.accounts.accounts().first?.password)
        #expect(after.parameters.logarithm == 3)
        #expect(try after.matches(Self.password))
    }

    @Test("A link logs in once, and makes the first account") func links() async throws {
        let secret = try await accounts.makeLink(for: "admin", roles: FirstAccount.roles, by: Self.administrator)
        #expect(!accounts.isInUse)
        #expect(try await accounts.redeem(link: "x", from: Self.browser) == .refused)
        guard case .loggedIn(let login) = try await accounts.redeem(link: secret, from: Self.browser) else {
            Issue.record("the link was refused")
            return
        }
        let visitor = try visitor(login)
        #expect(accounts.isInUse && visitor.may(.change, .users) && visitor.may(.read, .alerts, marked: .red))
        #expect(try await accounts.redeem(link: secret, from: Self.browser) == .refused)
        // Without a password nothing logs in but a link.
        #expect(try await accounts.login(name: "admin", password: "", from: Self.browser) == .refused)
        // With the link, a password is set without the former one.
        try await accounts.changePassword(of: visitor, from: nil, to: Self.password)
        #expect(isOpen(login))
        let byPassword = try await self.login("admin")
        let later = try self.visitor(byPassword)
        #expect(
            await fault { try await accounts.changePassword(of: later, from: nil, to: "another long one") }
                == .wrongPassword)
        let late = try await accounts.makeLink(for: "admin", by: visitor)
        clock.set(clock.now.addingTimeInterval(900))
        #expect(try await accounts.redeem(link: late, from: Self.browser) == .refused)
        #expect(await fault { _ = try await accounts.makeLink(for: "bob", by: visitor) } == .unknownAccount)
    }

    @Test("A new password ends the other sessions") func passwords() async throws {
        try await add()
        let (mine, other) = (try await login(), try await login())
        let visitor = try visitor(mine)
        for (current, new, expected) in [
            ("wrong", "another long one", AccountFault.wrongPassword),
            (Self.password, "short", .password(.tooShort(least: 12))),
        ] {
            #expect(
                await fault { try await accounts.changePassword(of: visitor, from: current, to: new) } == expected)
        }
        #expect(isOpen(other))
        try await accounts.changePassword(of: visitor, from: Self.password, to: "another long one")
        #expect(isOpen(mine) && !isOpen(other))
        #expect(try await accounts.login(name: "alice", password: Self.password, from: Self.browser) == .refused)
        _ = try await login("alice", "another long one")
        try await accounts.setPassword(of: "alice", to: Self.password, by: Self.administrator)
        #expect(!isOpen(mine))
        #expect(log.lines.contains("user alice account/alice/password ok"))
        #expect(log.lines.contains("command line users/alice/password ok"))
    }

    @Test("With the session alone, the password cannot be guessed") func guessing() async throws {
        try await add()
        let visitor = try visitor(try await login())
        var faults: [AccountFault?] = []
        for number in 0..<20 {
            faults.append(
                await fault {
                    try await accounts.changePassword(of: visitor, from: "guess \(number)", to: "another long one")
                })
        }
        #expect(faults.prefix(5).allSatisfy { $0 == .wrongPassword })
        #expect(faults.dropFirst(5).allSatisfy { if case .wait? = $0 { true } else { false } })
    }

    @Test("Users see and end their own sessions; those of others take a role") func sessions() async throws {
        try await add()
        try await add("bob", [.viewer])
        try await add("root", [.administrator])
        let (alice, second, bob) = (try await login(), try await login(), try await login("bob"))
        let visitor = try visitor(alice)
        let name = try #require(AccountName("alice"))
        #expect(Set(try await accounts.sessions(of: name).map(\.id)) == [alice.session.id, second.session.id])
        #expect(try await accounts.sessions().count == 3)
        try await accounts.revoke(second.session.id, by: visitor)
        #expect(!isOpen(second))
        for id in [bob.session.id, 999] {
            #expect(await fault { try await accounts.revoke(id, by: visitor) } == .unknownSession)
        }
        #expect(isOpen(bob))
        try await accounts.revoke(bob.session.id, by: try self.visitor(try await login("root")))
        #expect(!isOpen(bob))
        try await accounts.logout(visitor)
        #expect(!isOpen(alice))
    }

    @Test("Changes take a role, reach open sessions, and leave an administrator") func changes() async throws {
        try await add("root", [.administrator])
        try await add()
        let login = try await login()
        let visitor = try visitor(login)
        let refused: [AccountFault?] = [
            await fault { try await accounts.createUser("eve", password: nil, roles: [.viewer], by: visitor) },
            await fault { try await accounts.setRoles(of: "alice", to: [.administrator], by: visitor) },
            await fault { try await accounts.removeUser("root", by: visitor) },
            await fault { _ = try await accounts.makeLink(for: "root", by: visitor) },
            await fault { try await accounts.setPassword(of: "root", to: Self.password, by: visitor) },
        ]
        #expect(refused.allSatisfy { $0 == .notPermitted })
        try await accounts.setRoles(of: "alice", to: [.viewer], by: Self.administrator)
        #expect(try self.visitor(login).highest(.read, .alerts) == .amber)
        let faults: [AccountFault?] = [
            await fault { try await accounts.setRoles(of: "root", to: [.viewer], by: Self.administrator) },
            await fault { try await accounts.removeUser("root", by: Self.administrator) },
            await fault { try await accounts.removeUser("nobody", by: Self.administrator) },
            await fault { try await add() },
            await fault { try await add("a b") },
            await fault { try await accounts.setRoles(of: "alice", to: [], by: Self.administrator) },
            await fault { try await accounts.setRoles(of: "alice", to: [.public], by: Self.administrator) },
        ]
        #expect(
            faults == [
                .lastAdministrator, .lastAdministrator, .unknownAccount, .nameTaken, .invalidName, .noRoles, .noRoles,
            ])
        try await accounts.removeUser("alice", by: Self.administrator)
        #expect(!isOpen(login))
    }

    @Test("What another process changes is seen at the next look") func otherProcess() async throws {
        try await add()
        let login = try await login()
        let other = try DeskDatabase.open(folder: folder.path)
        let command = try Self.accounts(other, log, clock)
        try await command.setRoles(of: "alice", to: [.viewer], by: Self.administrator)
        #expect(try visitor(login).may(.change, .alerts))
        try accounts.refresh()
        #expect(try !visitor(login).may(.change, .alerts))
        try await command.removeUser("alice", by: Self.administrator)
        try accounts.refresh()
        #expect(!isOpen(login) && !accounts.isInUse)
        try other.close()
    }

    @Test("With a second factor, a login takes a code, and each code once") func secondFactor() async throws {
        try await add()
        let visitor = try visitor(try await login())
        let key = accounts.newSecondFactor()
        func code() -> String { OneTimeCode.code(key, step: OneTimeCode.step(at: clock.now) ?? 0) }
        #expect(
            await fault {
                try await accounts.setSecondFactor(key, code: "000000x", password: Self.password, of: visitor)
            } == .wrongCode)
        try await accounts.setSecondFactor(key, code: code(), password: Self.password, of: visitor)
        let plain = try await accounts.login(name: "alice", password: Self.password, from: Self.browser)
        #expect(plain == .codeNeeded)
        // That code was used up when the factor was set.
        let former = try await accounts.login(
            name: "alice", password: Self.password, code: code(), from: Self.browser)
        #expect(former == .refused)
        clock.set(clock.now.addingTimeInterval(60))
        _ = try await login(code: code())
        let again = try await accounts.login(name: "alice", password: Self.password, code: code(), from: Self.browser)
        #expect(again == .refused)
        let wrong = try await accounts.login(name: "alice", password: "wrong password", from: Self.browser)
        #expect(wrong == .refused, "a wrong password is not asked for a code")
        try await accounts.removeSecondFactor(password: Self.password, of: visitor)
        clock.set(clock.now.addingTimeInterval(60))
        _ = try await login()
    }

    @Test("The language that a user has chosen comes with the session") func preferences() async throws {
        try await add()
        let login = try await login()
        let visitor = try visitor(login)
        #expect(visitor.session?.language == nil)
        try await accounts.set(ConsoleAccounts.language, to: "es", of: visitor)
        #expect(try self.visitor(login).session?.language == "es")
        let name = try #require(AccountName("alice"))
        #expect(try await accounts.preferences(of: name) == ["language": "es"])
        let long = String(repeating: "a", count: 4_097)
        #expect(await fault { try await accounts.set("a", to: long, of: visitor) } == .noRoom)
        #expect(await fault { try await accounts.set("a", to: "b", of: .anyone) } == .notPermitted)
    }
}
