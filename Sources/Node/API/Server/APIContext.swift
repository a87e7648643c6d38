internal import Hummingbird
internal import NIOCore

/// What a request comes with: its connection.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    let client: ClientAddress

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        client = ClientAddress(source.channel.remoteAddress)
    }
}
