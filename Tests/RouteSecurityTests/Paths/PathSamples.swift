import BGPMessages
import NumberResources
import RouteSecurity
import ValidatedPayloads

/// A path of one sequence.
func path(_ numbers: [UInt32]) -> ASPath {
    ASPath(numbers.map { ASN($0) })
}

/// ASPAs by customer.
func aspas(_ providers: [UInt32: [UInt32]]) -> [ASPA] {
    providers.map { ASPA(customer: ASN($0.key), providers: $0.value.map { ASN($0) }) }.sorted()
}

extension PathVerification {
    /// The state of a path whose first AS is the neighbour.
    func state(_ numbers: [UInt32], _ role: NeighbourRole) -> PathState {
        state(of: path(numbers), from: ASN(numbers.first ?? 0), role: role)
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
