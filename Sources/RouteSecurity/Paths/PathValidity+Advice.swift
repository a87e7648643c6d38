import NumberResources
import ValidatedPayloads

extension PathValidity {
    /// A sentence or two on what would make a legitimate path valid; `nil` if it is valid.
    public var advice: String? {
        switch state {
        case .valid: return nil
        case .unknown: return PathValidity.missing([upHop, downHop].compactMap(\.self))
        case .invalid: break
        }
        switch defect {
        case .empty: return "The path is empty: the neighbour must prepend its AS number."
        case .otherNeighbour:
            return
                "The path begins with \(path.first.map(\.description) ?? "nothing"), which is not the neighbour's AS "
                + "number. A neighbour that does not prepend its AS number is a route server (role rs)."
        case .set:
            return
                "The path has an AS_SET, which has no order: the aggregating AS should announce without it (RFC 9774)."
        case .confederation: return "The path contains segments of a confederation: its border router must remove them."
        case nil: break
        }
        var sentences = [upHop, downHop].compactMap(\.self).map(\.advice)
        if suspects.count == 1 {
            sentences.append("Otherwise \(suspects[0]) leaked the route, or the path is forged.")
        } else if !suspects.isEmpty {
            let names = suspects.map(\.description).joined(separator: ", ")
            sentences.append("Otherwise one of \(names) leaked the route, or the path is forged.")
        }
        return sentences.joined(separator: " ")
    }

    private static func missing(_ hops: [Hop]) -> String {
        var customers: [ASN] = []
        for hop in hops where hop.authorization == .noAttestation && !customers.contains(hop.customer) {
            customers.append(hop.customer)
        }
        let names = customers.map(\.description).joined(separator: " and ")
        return "An ASPA of \(names) would decide this."
    }
}

extension PathValidity.Hop {
    /// The change of an ASPA that authorises the hop.
    fileprivate var advice: String {
        let known = aspa?.providers.filter { $0 != 0 } ?? []
        let providers = (known + [provider]).sorted().map(\.description).joined(separator: ", ")
        return "If \(provider) is a provider of \(customer), \(customer) should create an ASPA that lists it: "
            + "\(providers)."
    }
}
