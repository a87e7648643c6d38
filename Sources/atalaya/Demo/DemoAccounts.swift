internal import Access
internal import DeskStore
internal import FoundationEssentials
internal import Node
internal import SQLiteFile

/// The accounts of the demo: one a role, each with a password that is made at the start.
struct DemoAccounts {
    struct Entry: Sendable {
        let name: String
        let role: Role
        let password: String
    }

    let entries: [Entry]

    /// New passwords: the demo listens on this machine alone, but others may use the machine, too.
    init() {
        var random = SystemRandomNumberGenerator()
        entries = Role.assignable.map { role in
            Entry(name: role.rawValue, role: role, password: DemoAccounts.password(using: &random))
        }
    }

    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")

    /// Four groups of four letters: 79 bits.
    private static func password(using random: inout SystemRandomNumberGenerator) -> String {
        (0..<4).map { _ in
            String((0..<4).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
        }.joined(separator: "-")
    }

    /// Makes the accounts in the databases of a node that does not run yet.
    func make(in folder: String) async throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let desk = try DeskDatabase.open(folder: folder)
            defer { try? desk.close() }
            var settings = ConsoleAccounts.Settings()
            // The passwords are random and last as long as the demo: a cheap hash lets it begin sooner.
            settings.hashing = PasswordHash.Parameters(logarithm: 10, blocks: 8, parallelism: 1) ?? .current
            let accounts = ConsoleAccounts(desk.accounts, log: AuditQueue(), settings: settings, clock: { Date() })
            for entry in entries where try await accounts.accounts().allSatisfy({ $0.name.text != entry.name }) {
                try await accounts.createUser(
                    entry.name, password: entry.password, roles: [entry.role], by: ConsoleAccounts.operatorVisitor)
            }
            for entry in entries {
                try await accounts.setPassword(of: entry.name, to: entry.password, by: ConsoleAccounts.operatorVisitor)
            }
        } catch {
            throw Failure("could not make the accounts of the demo: \(error)")
        }
    }
}
