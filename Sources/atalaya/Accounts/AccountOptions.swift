internal import Access
internal import ArgumentParser
internal import DeskStore
internal import FoundationEssentials
internal import Node
internal import SQLiteFile

/// Which node's accounts are meant.
struct AccountOptions: ParsableArguments {
    @OptionGroup var desk: DeskOptions

    /// Returns the result of `body` for the accounts of the node, which may be running. What `body` changes is in the audit.
    func use<Result>(
        _ body: (ConsoleAccounts, NodeConfiguration) async throws -> Result
    ) async throws -> Result {
        let configuration = try desk.configuration()
        do {
            let database = try StateFolder.desk(of: configuration.state)
            defer { try? database.close() }
            let log = AuditQueue()
            let accounts = ConsoleAccounts(
                database.accounts, log: log, settings: configuration.accountSettings, clock: { Date() })
            let result = try await body(accounts, configuration)
            try database.audit.append(log.take().entries)
            return result
        } catch let error as SQLiteFileError {
            throw Failure("\(error)" + (error.remedy(configuration: desk.file).map { "; \($0)" } ?? ""))
        } catch let fault as AccountFault {
            throw Failure("\(fault)")
        }
    }
}
