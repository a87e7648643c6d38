internal import Access
internal import Logging
internal import NIOPosix
internal import ServiceLifecycle

/// Lets a running node see what commands do with accounts, within a second, and removes sessions that are over.
struct AccountsService: Service {
    let accounts: ConsoleAccounts
    /// Where a first account can log in.
    let address: String
    /// Shows a line on the operator's terminal; `nil` where there is none.
    let announce: (@Sendable (String) -> Void)?
    let isEnabled: Bool
    let logger: Logger

    /// Turns from one writing down to the next.
    private static let houseKeeping = 30

    func run() async throws {
        await cancelWhenGracefulShutdown {
            if isEnabled { await welcome() }
            var (turn, isFailing) = (0, false)
            while !Task.isCancelled {
                let isDue = turn.isMultiple(of: AccountsService.houseKeeping)
                do {
                    try await NIOThreadPool.singleton.runIfActive { [accounts] in
                        if isDue { try accounts.tidy() } else { try accounts.refresh() }
                    }
                    isFailing = false
                } catch is CancellationError {
                    return
                } catch {
                    if !isFailing {
                        logger.error("could not read the accounts; trying again", metadata: ["reason": "\(error)"])
                    }
                    isFailing = true
                }
                turn += 1
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Says how the first account is made, where there is none. The link is for a terminal alone: a log is read by others.
    func welcome() async {
        do throws(AccountFault) {
            guard try await accounts.accounts().isEmpty else { return }
            guard let announce else {
                logger.notice("the console has no account; 'atalaya console login-link' makes a link to the first one")
                return
            }
            let secret = try await accounts.makeLink(
                for: FirstAccount.name, roles: FirstAccount.roles, by: ConsoleAccounts.operatorVisitor)
            let minutes = accounts.settings.limits.linkSeconds / 60
            announce("The console has no account. Open this link within \(minutes) minutes; it works once:")
            announce("  \(address)/login?link=\(secret)")
        } catch {
            logger.error("could not make a link to the first account", metadata: ["reason": "\(error)"])
        }
    }
}
