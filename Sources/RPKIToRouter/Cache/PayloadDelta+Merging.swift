internal import NumberResources
package import ValidatedPayloads

extension PayloadDelta {
    /// The one difference that leads where `deltas` lead one after the other: what came and went again is not in it
    /// (RFC 8210 section 5.3).
    package init(merging deltas: some Collection<PayloadDelta>) {
        self.init()
        guard let first = deltas.first else { return }
        if deltas.count == 1 {
            self = first
            return
        }
        vrps = PayloadDelta.merged(deltas.lazy.map(\.vrps))
        aspas = PayloadDelta.merged(deltas.lazy.map(\.aspas))
        routerKeys = PayloadDelta.merged(deltas.lazy.map(\.routerKeys))
    }

    private static func merged<Payload: Hashable & Comparable & Sendable>(
        _ changes: some Sequence<Change<Payload>>
    ) -> Change<Payload> {
        var net: [Payload: PDUFlag] = [:]
        for change in changes {
            for payload in change.withdrawn {
                if net[payload] == .announce { net[payload] = nil } else { net[payload] = .withdraw }
            }
            for payload in change.announced {
                if net[payload] == .withdraw { net[payload] = nil } else { net[payload] = .announce }
            }
        }
        var merged = Change<Payload>()
        for (payload, flag) in net {
            if flag == .announce { merged.announced.append(payload) } else { merged.withdrawn.append(payload) }
        }
        merged.announced.sort()
        merged.withdrawn.sort()
        return merged
    }

    /// The octets of the difference as PDUs, more or less.
    package var approximateOctets: Int {
        func octets(_ vrps: [VRP]) -> Int { vrps.reduce(0) { $0 + ($1.prefix.family == .ipv4 ? 20 : 32) } }
        func octets(_ aspas: [ASPA]) -> Int { aspas.reduce(0) { $0 + 12 + 4 * $1.providers.count } }
        func octets(_ keys: [RouterKey]) -> Int { keys.reduce(0) { $0 + 32 + $1.publicKey.count } }
        return octets(vrps.announced) + octets(vrps.withdrawn) + octets(aspas.announced) + 12 * aspas.withdrawn.count
            + octets(routerKeys.announced) + octets(routerKeys.withdrawn)
    }
}
