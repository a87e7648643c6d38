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

    /// Records what was shown or done where the route's own question did not say so: that a record marked TLP:RED was read, or
    /// that a list was exported.
    package internal(set) var record: @Sendable (AccessQuestion) -> Void = { _ in }

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        peer = IPAddress(source.channel.remoteAddress)
        self.source = RequestSource(address: peer, isSecure: false, isLoopback: false)
        client = ClientAddress(peer)
        connection = ClientConnection.current
    }
}

extension HTTPContext {
    /// The value of a cookie of the node; `nil` where the browser has sent none.
    package func cookie(_ cookie: BrowserCookie, of request: Request) -> String? {
        request.headers[.cookie].flatMap {
            CookieField.value(of: cookie.name(isSecure: source.isSecure), in: $0)
        }
    }
}
