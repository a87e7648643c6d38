package import Hummingbird
package import NIOCore
internal import NumberResources

/// What a request comes with: its connection.
package struct HTTPContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package let channel: any Channel
    package let client: ClientAddress
    package let connection: ClientConnection?
    /// The address that the request comes from.
    let peer: IPAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        peer = IPAddress(source.channel.remoteAddress)
        client = ClientAddress(peer)
        connection = ClientConnection.current
    }
}
