internal import NumberResources

extension IPAddress {
    /// `127.0.0.0/8` and `::1`.
    var isLoopback: Bool {
        let address = unmapped
        return address.family == .ipv4 ? address.ipv4Value >> 24 == 127 : address.leftAlignedBits == 1
    }
}
