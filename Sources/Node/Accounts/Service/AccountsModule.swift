internal import Access
internal import HTTPService
internal import NIOPosix

/// The accounts of the console, where the node serves HTTP.
struct AccountsModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.console)]

    let services: [ModuleService]
    private let accounts: ConsoleAccounts?

    init(_ context: ModuleContext) throws {
        let configuration = context.configuration
        accounts = configuration.http.listeners.isEmpty ? nil : try context.accounts.accounts()
        services =
            accounts.map { accounts in
                [
                    ModuleService(
                        "accounts",
                        AccountsService(
                            accounts: accounts, address: configuration.consoleAddress, announce: context.announce,
                            isEnabled: configuration.console.enabled, logger: context.logger), .restarted)
                ]
            } ?? []
    }

    func close() async {
        guard let accounts else { return }
        // When sessions were used last; where it cannot be written, they are idle a little earlier.
        try? await NIOThreadPool.singleton.runIfActive { try accounts.tidy() }
    }
}
