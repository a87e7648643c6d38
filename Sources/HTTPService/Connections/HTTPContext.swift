package import Access
package import Hummingbird
package import NIOCore
internal import NumberResources

/// What a request comes with: its connection.
package struct HTTPContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package let channel: any Channel
    package let client: ClientAddress
    package let connection: ClientConnection?
    /// The address that the connection comes from.
    let peer: IPAddress?
    /// Who the request comes from, as the door has decided.
    package internal(set) var visitor = Visitor.anyone
    /// Where it comes from, as far as proxies are trusted.
    package internal(set) var source: RequestSource
    /// Whether the request would still be permitted, for answers that go on for long.
    package internal(set) var isStillAllowed: @Sendable () -> Bool = { true }

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        peer = IPAddress(source.channel.remoteAddress)
        self.source = RequestSource(address: peer, isSecure: false, isLoopback: false)
        client = ClientAddress(peer)
        connection = ClientConnection.current
    }
}
