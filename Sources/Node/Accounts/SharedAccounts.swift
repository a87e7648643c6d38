internal import Synchronization

/// The accounts of a node, made when a module first asks for them.
final class SharedAccounts: Sendable {
    private let make: @Sendable () throws -> ConsoleAccounts?
    private let made = Mutex<ConsoleAccounts??>(nil)

    /// - Parameter make: Gives `nil` where `desk.sqlite` cannot be used.
    init(_ make: @escaping @Sendable () throws -> ConsoleAccounts?) {
        self.make = make
    }

    func accounts() throws -> ConsoleAccounts? {
        try made.withLock { made in
            if let made { return made }
            let accounts = try make()
            made = .some(accounts)
            return accounts
        }
    }
}
