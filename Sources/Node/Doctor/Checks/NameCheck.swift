/// Whether the names of the servers that the configuration needs have addresses.
struct NameCheck {
    struct Lookup: Hashable {
        let host: String
        /// The key that leads to it.
        let key: String
        /// `nil` for a name that has an address.
        let failure: String?
    }

    let lookups: [Lookup]

    var findings: [DoctorFinding] {
        let failed = lookups.filter { $0.failure != nil }
        if failed.count == lookups.count, failed.count > 1, let failure = failed.first?.failure {
            return [
                .wrong(
                    .dns, "none of \(lookups.count) host names has an address: \(failure)",
                    breaks: "nothing can be fetched",
                    remedy: "getent hosts \(failed[0].host); cat /etc/resolv.conf")
            ]
        }
        let findings = failed.map { lookup in
            DoctorFinding.wrong(
                .dns, "\(lookup.host) has no address: \(lookup.failure ?? "")", breaks: "\(lookup.key) does not work",
                remedy: "getent hosts \(lookup.host)")
        }
        if !findings.isEmpty { return findings }
        let text =
            switch lookups.count {
            case 0: "no host name is needed"
            case 1: "\(lookups[0].host) has an address"
            default: "\(lookups.count) host names have addresses"
            }
        return [.good(.dns, text)]
    }
}
