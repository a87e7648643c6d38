import Access
import Foundation
import GRDB
import SQLiteFile
import TestSupport
import Testing

@testable import DeskStore

@Suite("Accounts in desk.sqlite") struct DeskAccountTests {
    private let folder: TemporaryFolder
    private static let now = Date(timeIntervalSince1970: 1_773_644_400)

    init() throws { folder = try TemporaryFolder() }

    private func name(_ text: String = "alice") throws -> AccountName { try #require(AccountName(text)) }

    private func account(_ text: String = "alice", roles: Set<Role> = [.viewer]) throws -> Account {
        var generator = SeededGenerator(9)
        let cheap = try #require(PasswordHash.Parameters(logarithm: 1, blocks: 1, parallelism: 1))
        return Account(
            name: try name(text), password: try PasswordHash(of: "correct horse", cheap, using: &generator),
            secondFactor: OneTimeCode.Key(using: &generator), roles: roles, created: Self.now)
    }

    private static func hash(_ seed: UInt64) -> SecretHash {
        var generator = SeededGenerator(seed)
        return Secret(using: &generator).hash
    }

    private func session(_ seed: UInt64, _ account: String = "alice", used: Double = 0) throws -> Session {
        Session(
            id: 0, hash: Self.hash(seed), account: try name(account), proof: .link, created: Self.now,
            used: Self.now + used, client: "192.0.2.1", agent: "a \"browser\"")
    }

    /// An open database of its own.
    private func accounts() throws -> DeskAccounts { try DeskDatabase.open(folder: folder.path).accounts }

    @Test("An account comes back as it was, also after a restart") func roundTrip() throws {
        let account = try account(roles: [.administrator, .analyst])
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.accounts.add(account, most: 10))
        try desk.close()
        let accounts = try accounts()
        #expect(try accounts.accounts() == [account])
        #expect(try accounts.account(name()) == account)
        #expect(try accounts.account(name("bob")) == nil)
        #expect(try !accounts.add(account, most: 10), "the name is taken")
        #expect(try !accounts.add(self.account("bob"), most: 1), "there are too many")
        var changed = account
        changed.password = nil
        changed.secondFactor = nil
        changed.roles = [.viewer]
        #expect(try accounts.update(changed, from: account))
        #expect(try !accounts.update(account, from: account), "it is another one by now")
        #expect(try accounts.account(name()) == changed)
        #expect(try !accounts.update(self.account("bob"), from: nil))
    }

    @Test("With an account goes all that belongs to it, and nothing of others") func removal() throws {
        let accounts = try accounts()
        for text in ["alice", "bob"] {
            #expect(try accounts.add(account(text), most: 10))
            _ = try accounts.add(session(text == "bob" ? 1 : 2, text), most: 9)
            try accounts.note(KnownDevice(hash: Self.hash(3), account: name(text), used: Self.now), most: 9)
            #expect(try accounts.set("language", to: text, of: name(text), most: 9))
            try accounts.add(
                LoginLink(
                    hash: Self.hash(text == "bob" ? 4 : 5), account: name(text), roles: [], created: Self.now,
                    expires: Self.now + 9), most: 9)
        }
        #expect(try accounts.remove(name()))
        #expect(try !accounts.remove(name()))
        #expect(try accounts.sessions().map(\.account.text) == ["bob"])
        #expect(try accounts.preferences(of: name()).isEmpty)
        #expect(try accounts.preferences(of: name("bob")) == ["language": "bob"])
        #expect(try !accounts.isKnown(Self.hash(3), of: name()))
        #expect(try accounts.isKnown(Self.hash(3), of: name("bob")))
        #expect(try accounts.take(Self.hash(5), at: Self.now) == nil)
        #expect(try accounts.take(Self.hash(4), at: Self.now)?.account.text == "bob")
    }

    @Test("Sessions: the one that was used the longest ago gives way; ended ones are gone") func sessions() throws {
        let accounts = try accounts()
        #expect(try accounts.add(account(), most: 10))
        #expect(try accounts.add(account("bob"), most: 10))
        let other = try accounts.add(session(50, "bob", used: -90), most: 3)
        let all = try (1...4).map { try accounts.add(session(UInt64($0), used: -Double($0)), most: 3) }
        #expect(Set(all.map(\.id)).count == 4)
        // The third had been used the longest ago when the fourth came.
        #expect(try accounts.sessions().map(\.id) == [other.id, all[0].id, all[1].id, all[3].id])
        #expect(try accounts.sessions().last == all[3])
        #expect(try accounts.endSession(all[0].id))
        #expect(try !accounts.endSession(all[0].id))
        try accounts.endSessions(of: name(), except: all[1].id)
        #expect(try accounts.sessions().map(\.id) == [other.id, all[1].id])
        try accounts.endSessions(of: name(), except: nil)
        #expect(try accounts.sessions().map(\.id) == [other.id])
        #expect(throws: SQLiteFileError.self) { try accounts.add(session(9, "carol"), most: 3) }
    }

    @Test("What was used is written down; what is over goes") func tidying() throws {
        let accounts = try accounts()
        #expect(try accounts.add(account(), most: 10))
        let all = try (1...3).map { try accounts.add(session(UInt64($0), used: -100), most: 9) }
        try accounts.tidySessions(
            used: [all[0].id: Self.now + 5, all[1].id: Self.now - 500], createdBefore: Self.now - 1,
            usedBefore: Self.now - 200)
        #expect(try accounts.sessions().map(\.used) == [Self.now + 5, Self.now - 100, Self.now - 100])
        try accounts.tidySessions(used: [:], createdBefore: Self.now, usedBefore: Self.now)
        #expect(try accounts.sessions().map(\.id) == [all[0].id])
        try accounts.tidySessions(used: [:], createdBefore: Self.now + 1, usedBefore: Self.now)
        #expect(try accounts.sessions().isEmpty)
    }

    @Test("A link is taken once, and not when it has expired") func links() throws {
        let accounts = try accounts()
        func add(_ seed: UInt64, at now: Date, most: Int = 9) throws {
            try accounts.add(
                LoginLink(
                    hash: Self.hash(seed), account: name(), roles: [.administrator, .analyst], created: now,
                    expires: now + 60), most: most)
        }
        try add(1, at: Self.now)
        #expect(try accounts.take(Self.hash(2), at: Self.now) == nil)
        let link = try #require(try accounts.take(Self.hash(1), at: Self.now + 59))
        #expect(link.roles == [.administrator, .analyst] && link.expires == Self.now + 60)
        #expect(try accounts.take(Self.hash(1), at: Self.now + 59) == nil)
        try add(1, at: Self.now)
        #expect(try accounts.take(Self.hash(1), at: Self.now + 60) == nil)
        for seed in 1...5 { try add(UInt64(seed), at: Self.now, most: 3) }
        let valid = try (1...5).filter { try accounts.take(Self.hash(UInt64($0)), at: Self.now) != nil }
        #expect(valid == [3, 4, 5])
    }

    @Test("The browsers that were used the longest ago are forgotten") func devices() throws {
        let accounts = try accounts()
        #expect(try accounts.add(account(), most: 10))
        for (seed, used) in [(1, 1.0), (2, 2), (1, 3), (3, 4), (4, 5)] {
            try accounts.note(
                KnownDevice(hash: Self.hash(UInt64(seed)), account: name(), used: Self.now + used), most: 3)
        }
        let known = try (1...4).filter { try accounts.isKnown(Self.hash(UInt64($0)), of: name()) }
        #expect(known == [1, 3, 4])
        try accounts.forgetDevices(of: name())
        #expect(try !accounts.isKnown(Self.hash(1), of: name()))
    }

    @Test("Preferences are few, and one is replaced") func preferences() throws {
        let accounts = try accounts()
        #expect(try !accounts.set("language", to: "es", of: name(), most: 2))
        #expect(try accounts.add(account(), most: 10))
        #expect(try accounts.set("language", to: "es", of: name(), most: 2))
        #expect(try accounts.set("seen", to: "1", of: name(), most: 2))
        #expect(try !accounts.set("more", to: "1", of: name(), most: 2))
        #expect(try accounts.set("language", to: "fr", of: name(), most: 2))
        #expect(try accounts.preferences(of: name()) == ["language": "fr", "seen": "1"])
        #expect(try accounts.values(of: "language") == [name(): "fr"])
        #expect(try accounts.set("seen", to: nil, of: name(), most: 2))
        #expect(try accounts.preferences(of: name()) == ["language": "fr"])
    }

    @Test("The number of the version is another one after each change that another process may make") func version()
        throws
    {
        let accounts = try accounts()
        var last = try accounts.version()
        func changes(_ body: () throws -> Void) throws {
            try body()
            let next = try accounts.version()
            #expect(next > last)
            last = next
        }
        try changes { _ = try accounts.add(account(), most: 9) }
        try changes { _ = try accounts.update(account(roles: [.analyst]), from: nil) }
        try changes { _ = try accounts.add(session(1), most: 9) }
        try changes { try accounts.endSessions(of: name(), except: nil) }
        try changes { _ = try accounts.set("a", to: "b", of: name(), most: 9) }
        try changes { _ = try accounts.remove(name()) }
    }

    @Test("A file of the schema before gets the tables of accounts and keeps what it has") func migration() async throws
    {
        let file = DatabaseFile(folder("desk.sqlite"), DeskSchema.current.limited(to: 3), DatabaseFile.Options())
        let old = try file.openQueue()
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO audit (minute, first, last, count, principal, client, verb, resource, label)
                    VALUES (1, 60.0, 60.0, 1, 'loopback', '127.0.0.1', 'read', 'alerts', 'TLP:RED')
                    """)
        }
        try old.close()
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.audit.entries().map(\.resource) == ["alerts"])
        #expect(try desk.accounts.accounts().isEmpty)
        #expect(try desk.accounts.version() == 0)
        #expect(try desk.accounts.add(account(), most: 1))
        #expect(await desk.check() == nil)
        try desk.close()
    }

    @Test("What is restored has the accounts, but no session and no link") func backup() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.accounts.add(account(), most: 1))
        let session = try desk.accounts.add(session(1), most: 1)
        try desk.accounts.add(
            LoginLink(
                hash: Self.hash(1), account: name(), roles: [], created: Self.now, expires: Self.now + 1), most: 1)
        #expect(try desk.accounts.set("language", to: "es", of: name(), most: 1))
        try desk.close()
        let backup = try DeskBackup.write(
            of: folder.path, to: folder("backup"), configuration: nil, program: "1", at: Self.now)
        let ended = try DeskDatabase.open(folder: folder.path)
        #expect(try ended.accounts.endSession(session.id))
        try ended.close()
        _ = try backup.restore(to: folder.path)
        let restored = try DeskDatabase.open(folder: folder.path)
        #expect(try restored.accounts.account(name()) == account())
        #expect(try restored.accounts.preferences(of: name()) == ["language": "es"])
        #expect(try restored.accounts.sessions().isEmpty)
        #expect(try restored.accounts.take(Self.hash(1), at: Self.now) == nil)
        try restored.close()
    }

    @Test(
        "A value that cannot be is damage",
        arguments: [
            "account SET password = 'x'", "account SET factor = x'00'", "account SET roles = 'root'",
            "account SET name = 'A B'", "session SET hash = x'00'", "session SET proof = 'x'",
            "session SET used = -1.0", "session SET account = ''", "device SET hash = x'00'",
            "login_link SET roles = 'public'", "login_link SET expires = 9e999", "preference SET account = '-'",
        ])
    func damage(change: String) async throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.accounts.add(account(), most: 1))
        _ = try desk.accounts.add(session(1), most: 1)
        try desk.accounts.note(KnownDevice(hash: Self.hash(1), account: name(), used: Self.now), most: 1)
        try desk.accounts.add(
            LoginLink(
                hash: Self.hash(1), account: name(), roles: [.viewer], created: Self.now, expires: Self.now + 1),
            most: 1)
        #expect(try desk.accounts.set("a", to: "b", of: name(), most: 1))
        #expect(await desk.check() == nil)
        try desk.close()
        let other = try DatabaseQueue(path: folder("desk.sqlite"))
        try await other.write { try $0.execute(sql: "UPDATE \(change)") }
        try other.close()
        let again = try DeskDatabase.open(folder: folder.path)
        guard case .damaged? = await again.check() else {
            Issue.record("\(change) passed for sound")
            return
        }
        try again.close()
    }
}
