import NumberResources
import ValidatedPayloads

/// The providers of each AS that has an ASPA, for a lookup of a hop in constant time.
///
/// An open hash table of the customers, at most half full, and one array of all providers: a lookup mostly touches two
/// cache lines.
struct ProviderTable: Sendable {
    private struct Slot {
        var customer: UInt32
        /// The place where the providers begin.
        var start: UInt32
        /// The number of providers; 0 if the slot is free, because an ASPA lists at least one.
        var count: UInt32
    }

    private var slots: [Slot]
    private var providers: [UInt32] = []
    private let shift: UInt32

    /// - Parameter aspas: One for each customer, as in a `PayloadSet`; of several the last one counts.
    init(_ aspas: some Sequence<ASPA>) {
        let aspas = Array(aspas)
        precondition(aspas.count < 1 << 28, "a provider table holds fewer than 2^28 ASPAs")
        var bits: UInt32 = 1
        while 1 << bits < 2 * aspas.count { bits += 1 }
        shift = 32 - bits
        slots = Array(repeating: Slot(customer: 0, start: 0, count: 0), count: 1 << Int(bits))
        for aspa in aspas where !aspa.providers.isEmpty { insert(aspa) }
    }

    private mutating func insert(_ aspa: ASPA) {
        var slot = firstSlot(of: aspa.customer.rawValue)
        while slots[slot].count > 0, slots[slot].customer != aspa.customer.rawValue {
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Slot(
            customer: aspa.customer.rawValue, start: UInt32(providers.count), count: UInt32(aspa.providers.count))
        providers.append(contentsOf: aspa.providers.lazy.map(\.rawValue))
    }

    private func firstSlot(of customer: UInt32) -> Int {
        // Fibonacci hashing: neighbouring AS numbers, which registries hand out in blocks, go far apart.
        Int(truncatingIfNeeded: (customer &* 2_654_435_769) &>> shift)
    }

    /// The places of a customer's providers; `nil` where it has no ASPA.
    private func range(of customer: ASN) -> Range<Int>? {
        var slot = firstSlot(of: customer.rawValue)
        while true {
            let found = slots[slot]
            if found.count == 0 { return nil }
            if found.customer == customer.rawValue { return Int(found.start)..<Int(found.start + found.count) }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    /// The attestation of `customer` about `other` (draft-ietf-sidrops-aspa-verification-28 section 5.3).
    func authorization(_ customer: ASN, _ other: ASN) -> HopAuthorization {
        guard let range = range(of: customer) else { return .noAttestation }
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if providers[middle] < other.rawValue { low = middle + 1 } else { high = middle }
        }
        // AS 0 means that there are no providers; it does not authorize an AS 0 in a path.
        return low < range.upperBound && providers[low] == other.rawValue && other != 0 ? .provider : .notProvider
    }

    /// The ASPA of `customer`, if it has one.
    func aspa(of customer: ASN) -> ASPA? {
        range(of: customer).map { ASPA(customer: customer, providers: providers[$0].lazy.map { ASN($0) }) }
    }
}
