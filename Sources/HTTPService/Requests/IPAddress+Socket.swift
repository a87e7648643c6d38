internal import NIOCore
internal import NumberResources

extension IPAddress {
    /// The address of a socket; `nil` for one that has none.
    init?(_ address: SocketAddress?) {
        guard let text = address?.ipAddress else { return nil }
        self.init(text)
    }
}
