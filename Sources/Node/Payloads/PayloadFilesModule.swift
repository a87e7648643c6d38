internal import ServiceLifecycle

/// Serves the payloads of files and URLs to routers, in place of those that the RPKI gives.
struct PayloadFilesModule: NodeModule {
    let services: [ModuleService]
    private let wakes: AsyncStream<PayloadUpdater.Wake>.Continuation

    /// - Throws: where the databases cannot be used.
    init(_ context: ModuleContext, _ options: PayloadFileOptions) throws {
        let serving = try context.databases.serving()
        let (stream, wakes) = AsyncStream.makeStream(
            of: PayloadUpdater.Wake.self, bufferingPolicy: .bufferingNewest(4))
        self.wakes = wakes
        let service = PayloadFilesService(
            updater: PayloadUpdater(options, serving, logger: context.logger, clock: context.clock), stream: stream,
            wakes: wakes)
        services = [ModuleService("payloads", service, .vital)]
    }

    func act(on request: OperatorRequest) {
        switch request {
        case .reload: wakes.yield(.reload)
        case .release: wakes.yield(.release)
        case .refresh: break
        }
    }
}

/// Keeps what routers get at what the files say.
private struct PayloadFilesService: Service {
    let updater: PayloadUpdater
    let stream: AsyncStream<PayloadUpdater.Wake>
    let wakes: AsyncStream<PayloadUpdater.Wake>.Continuation

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await updater.run(stream, wakes) }
    }
}
