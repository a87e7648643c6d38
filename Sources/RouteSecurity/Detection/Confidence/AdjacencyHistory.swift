import BGPMessages
import NumberResources

/// Since when ASes have been next to ours that the configuration does not name as neighbours.
struct AdjacencyHistory: Sendable {
    /// The most that are known.
    static let limit = 4_096

    private var first: [ASN: BGPTime] = [:]

    /// A route shows it next to us.
    mutating func note(_ asn: ASN, at time: BGPTime) {
        if let known = first[asn] {
            if time < known { first[asn] = time }
        } else if first.count < AdjacencyHistory.limit {
            first[asn] = time
        }
    }

    /// Since when it has been there; `nil` where that is not known.
    func start(of asn: ASN) -> BGPTime? {
        first[asn]
    }
}
