internal import RPKIToRouter

/// Why the node cannot listen: the key of the configuration, the address, and what the system says of it.
struct ListenError: Error, Hashable, CustomStringConvertible {
    let key: String
    let address: String
    let reason: String

    init(key: String, address: String, _ error: any Error) {
        self.key = key
        self.address = address
        reason = ListenFault.reason(of: error)
    }

    init(key: String, address: String, reason: String) {
        self.key = key
        self.address = address
        self.reason = reason
    }

    var description: String { "\(key): \(address): \(reason)" }
}
