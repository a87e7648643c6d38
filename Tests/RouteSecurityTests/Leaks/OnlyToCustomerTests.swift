import NumberResources
import RouteSecurity
import Testing

@Suite("Only to Customer (RFC 9234 section 5)") struct OnlyToCustomerTests {
    @Test(
        "A received route is a leak, gets the attribute, or stays as it is",
        arguments: [
            (.customer, nil, .accept), (.customer, 64500, .leak(.fromCustomer)),
            (.customer, 64499, .leak(.fromCustomer)), (.routeServerClient, nil, .accept),
            (.routeServerClient, 64500, .leak(.fromCustomer)), (.peer, nil, .add(64500)), (.peer, 64500, .accept),
            (.peer, 64499, .leak(.fromPeer)), (.provider, nil, .add(64500)), (.provider, 64499, .accept),
            (.routeServer, nil, .add(64500)), (.routeServer, 64499, .accept),
        ] as [(NeighbourRole, ASN?, OnlyToCustomer.Ingress)])
    func ingress(role: NeighbourRole, value: ASN?, expected: OnlyToCustomer.Ingress) {
        #expect(OnlyToCustomer.ingress(value, from: 64500, role: role) == expected)
    }

    @Test(
        "A route is passed on as it is, with the attribute, or not at all",
        arguments: [
            (.customer, nil, .add(64496)), (.customer, 64499, .unchanged), (.peer, nil, .add(64496)),
            (.peer, 64499, .refuse), (.routeServerClient, nil, .add(64496)), (.routeServerClient, 64499, .unchanged),
            (.provider, nil, .unchanged), (.provider, 64499, .refuse), (.routeServer, nil, .unchanged),
            (.routeServer, 64499, .refuse),
        ] as [(NeighbourRole, ASN?, OnlyToCustomer.Egress)])
    func egress(role: NeighbourRole, value: ASN?, expected: OnlyToCustomer.Egress) {
        #expect(OnlyToCustomer.egress(value, by: 64496, role: role) == expected)
    }
}
