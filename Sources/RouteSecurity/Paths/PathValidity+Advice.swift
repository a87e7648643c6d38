import NumberResources
import ValidatedPayloads

extension PathValidity {
    /// What would make the path valid if it is meant to be, in a sentence or two for people; `nil` where it is valid.
    public var advice: String? {
        switch state {
        case .valid: return nil
        case .unknown: return PathValidity.missing([upHop, downHop].compactMap(\.self))
        case .invalid: break
        }
        switch defect {
        case .empty: return "The path is empty: the neighbour has to put its AS number in front."
        case .otherNeighbour:
            return
                "The path begins with \(path.first.map(\.description) ?? "nothing"), which is not the neighbour's AS "
                + "number: a neighbour that leaves its own out is a route server, role rs."
        case .set:
            return "The path has a set, which says no order: the AS that aggregates announces without one (RFC 9774)."
        case .confederation: return "The path shows the inside of a confederation: its border has to take that out."
        case nil: break
        }
        var sentences = [upHop, downHop].compactMap(\.self).map(\.advice)
        if suspects.count == 1 {
            sentences.append("Otherwise \(suspects[0]) leaked the route, or the path is made up.")
        } else if !suspects.isEmpty {
            let names = suspects.map(\.description).joined(separator: ", ")
            sentences.append("Otherwise one of \(names) leaked the route, or the path is made up.")
        }
        return sentences.joined(separator: " ")
    }

    private static func missing(_ hops: [Hop]) -> String {
        var customers: [ASN] = []
        for hop in hops where hop.authorization == .noAttestation && !customers.contains(hop.customer) {
            customers.append(hop.customer)
        }
        let names = customers.map(\.description).joined(separator: " and ")
        return "An ASPA of \(names) would tell."
    }
}

extension PathValidity.Hop {
    /// The change of an ASPA that authorises the hop.
    fileprivate var advice: String {
        let known = aspa?.providers.filter { $0 != 0 } ?? []
        let providers = (known + [provider]).sorted().map(\.description).joined(separator: ", ")
        return "If \(provider) is a provider of \(customer), \(customer) makes an ASPA that names it: \(providers)."
    }
}
