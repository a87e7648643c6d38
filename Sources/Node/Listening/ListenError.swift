internal import RPKIToRouter

/// The reason why the node cannot listen: the key of the configuration, the address, and the system's error.
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
