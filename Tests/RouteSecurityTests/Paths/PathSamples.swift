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
