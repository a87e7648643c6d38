import RouteSecurity
import Testing

@Suite("Roles of a neighbour") struct NeighbourRoleTests {
    @Test("are written as in the configuration", arguments: ["customer", "provider", "peer", "rs", "rs-client"])
    func names(name: String) {
        #expect(NeighbourRole(rawValue: name)?.rawValue == name)
    }
}
