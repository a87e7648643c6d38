internal import ConfigurationKeys

/// Whether the node listens, or can listen, at the addresses of its configuration, and at no others.
struct ListenerCheck {
    struct Place: Hashable {
        /// The key of the configuration.
        let key: String
        let address: ListenAddress
        let attempt: ListenAttempt
        /// Whether the running node listens there; `nil` where that cannot be seen.
        let isOfNode: Bool?
    }

    let places: [Place]
    /// Addresses at which the running node listens and that are not in the configuration.
    let others: [String]

    var findings: [DoctorFinding] {
        var findings = places.compactMap(finding)
        findings += others.map { address in
            .wrong(
                .listeners, "the node listens at \(address), which is not in the configuration",
                breaks: "the node can be reached otherwise than configured", remedy: "systemctl restart atalaya")
        }
        guard !findings.contains(where: { $0.level == .wrong }) else { return findings }
        let held = places.count { $0.isOfNode == true }
        let addresses = places.count == 1 ? "1 address" : "\(places.count) addresses"
        return [.good(.listeners, "\(addresses), \(held == 0 ? "free" : "\(held) used by this node")")] + findings
    }

    private func finding(_ place: Place) -> DoctorFinding? {
        let (name, port) = ("\(place.key): \(place.address)", place.address.port)
        switch place.attempt {
        case .free: return nil
        case .taken:
            if place.isOfNode == true { return nil }
            if place.isOfNode == nil {
                return DoctorFinding(
                    .listeners, .note, "\(name) is in use; whether by this node, only root and the node's user can see",
                    remedy: "ss -ltnp 'sport = :\(port)'")
            }
            return .wrong(
                .listeners, "\(name) is used by another program", breaks: "the node does not start",
                remedy: "ss -ltnp 'sport = :\(port)'")
        case .notHere:
            return .wrong(
                .listeners, "\(name) is not an address of this machine", breaks: "the node does not start",
                remedy: "ip address")
        case .notPermitted:
            return DoctorFinding(
                .listeners, .note,
                "\(name) needs CAP_NET_BIND_SERVICE, which this user lacks and the packaged service has",
                remedy: "systemctl show --property=AmbientCapabilities atalaya")
        case .failed(let reason):
            return .wrong(
                .listeners, "\(name) cannot be listened at: \(reason)", breaks: "the node does not start",
                remedy: "ip address")
        }
    }
}
