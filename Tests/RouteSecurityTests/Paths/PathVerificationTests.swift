import BGPMessages
import NumberResources
import Testing
import ValidatedPayloads

@testable import RouteSecurity

@Suite("ASPA: path verification") struct PathVerificationTests {
    /// Two chains of customers, 101 < 102 < 103 and 201 < 202 < 203, that meet at tops which say they have no provider
    /// (105, 205, 112), that have one (113), or that say nothing (104, 204, 111).
    static let tops = PathVerification(
        aspas([
            101: [102], 102: [103, 104, 105], 103: [111, 112, 203], 105: [0], 112: [0], 113: [104, 105, 204, 205],
            201: [202], 202: [203, 204, 205], 203: [103, 111, 112], 205: [0],
        ]))

    @Test(
        "Ramps may overlap, touch, or lie one hop apart",
        arguments: [
            [201, 202, 203, 103, 102, 101], [201, 202, 203, 111, 103, 102, 101], [201, 202, 203, 112, 103, 102, 101],
            [201, 202, 204, 104, 102, 101], [201, 202, 204, 105, 102, 101], [201, 202, 205, 104, 102, 101],
            [201, 202, 205, 105, 102, 101],
        ])
    func valid(numbers: [UInt32]) {
        #expect(Self.tops.state(numbers, .provider) == .valid)
        #expect(Self.tops.state(numbers.reversed(), .provider) == .valid)
    }

    @Test("Two hops between tops are a leak where both deny them", arguments: [111, 112, 113] as [UInt32])
    func leaked(middle: UInt32) {
        let numbers = [201, 202, 205, middle, 105, 102, 101]
        #expect(Self.tops.state(numbers, .provider) == .invalid)
        let validity = Self.tops.validity(of: path(numbers), from: 201, role: .provider)
        #expect(validity.state == .invalid)
        #expect(validity.suspects == [ASN(middle)])
        #expect(validity.upHop?.customer == 105)
        #expect(validity.upHop?.provider == ASN(middle))
        #expect(validity.upHop?.aspa?.providers == [0])
        #expect(validity.downHop?.customer == 205)
        #expect(validity.downHop?.authorization == .notProvider)
        #expect(validity.advice?.contains("Otherwise AS\(middle) leaked the route") == true)
    }

    @Test(
        "Two hops between tops are open where one of them says nothing",
        arguments: [
            (205, 111, 104), (204, 111, 105), (204, 111, 104), (205, 112, 104), (204, 112, 105), (204, 113, 104),
        ] as [(UInt32, UInt32, UInt32)])
    func unknown(left: UInt32, middle: UInt32, right: UInt32) {
        let numbers = [201, 202, left, middle, right, 102, 101]
        #expect(Self.tops.state(numbers, .provider) == .unknown)
        let validity = Self.tops.validity(of: path(numbers), from: 201, role: .provider)
        #expect(validity.state == .unknown)
        #expect(validity.suspects.isEmpty)
        #expect(validity.advice?.hasPrefix("An ASPA of ") == true)
    }

    @Test("An empty path is invalid for every role", arguments: NeighbourRole.allCases)
    func empty(role: NeighbourRole) {
        #expect(Self.tops.state(of: ASPath(), from: 1, role: role) == .invalid)
        #expect(Self.tops.validity(of: ASPath(), from: 1, role: role).defect == .empty)
    }

    @Test("The first AS is the neighbour's, but for a route server", arguments: NeighbourRole.allCases)
    func neighbour(role: NeighbourRole) {
        let isServer = role == .routeServer
        #expect(Self.tops.state(of: path([102, 101]), from: 7, role: role) == (isServer ? .valid : .invalid))
        let defect = Self.tops.validity(of: path([102, 101]), from: 7, role: role).defect
        #expect(defect == (isServer ? nil : .otherNeighbour))
        #expect(Self.tops.state(of: path([102, 101]), from: 102, role: role) == .valid)
    }

    @Test("A set makes a path invalid, a confederation's too", arguments: [ASPath.SegmentKind.set, .confederationSet])
    func sets(kind: ASPath.SegmentKind) {
        let sequence = ASPath.Run(kind: .sequence, count: 2)
        let set = ASPath.Run(kind: kind, count: 1)
        let path = ASPath(asns: [103, 102, 101], runs: [sequence, set])
        #expect(Self.tops.state(of: path, from: 103, role: .customer) == .invalid)
        #expect(Self.tops.validity(of: path, from: 103, role: .provider).defect == .set)
    }

    @Test("The receiver's own confederation in front does not count")
    func confederation() {
        let confederation = ASPath.Run(kind: .confederationSequence, count: 2)
        let sequence = ASPath.Run(kind: .sequence, count: 2)
        let own = ASPath(asns: [65001, 65002, 102, 101], runs: [confederation, sequence])
        #expect(Self.tops.state(of: own, from: 65001, role: .customer) == .valid)
        #expect(Self.tops.validity(of: own, from: 65001, role: .customer).path == [102, 101])
        let foreign = ASPath(asns: [102, 101, 65001, 65002], runs: [sequence, confederation])
        #expect(Self.tops.validity(of: foreign, from: 102, role: .customer).defect == .confederation)
        let only = ASPath(asns: [65001, 65002], runs: [confederation])
        #expect(Self.tops.validity(of: only, from: 65001, role: .customer).defect == .empty)
    }

    @Test("Repetitions count once, whatever segments they stand in; what comes back later does not")
    func repetitions() {
        let runs = [ASPath.Run(kind: .sequence, count: 3), ASPath.Run(kind: .sequence, count: 3)]
        let long = ASPath(asns: [103, 103, 102, 102, 102, 101], runs: runs)
        #expect(Self.tops.state(of: long, from: 103, role: .customer) == .valid)
        #expect(long.compressed == [103, 102, 101])
        #expect(path([1, 2, 1]).compressed == [1, 2, 1])
        #expect(path([1]).compressed == [1])
        #expect(path([]).compressed == [])
        #expect(path([1, 1, 1]).compressed == [1])
    }

    @Test("AS 0 is nobody's provider, alone or beside others")
    func zero() {
        let verification = PathVerification(aspas([1: [0], 2: [0, 3]]))
        #expect(verification.authorization(1, 0) == .notProvider)
        #expect(verification.authorization(2, 3) == .provider)
        #expect(verification.authorization(2, 0) == .notProvider)
        #expect(verification.authorization(3, 2) == .noAttestation)
    }

    @Test("An invalid upstream path tells hop, ASPA, suspects and the change that would authorise it")
    func explanation() {
        let validity = Self.tops.validity(of: path([105, 103, 102, 101]), from: 105, role: .customer)
        #expect(validity.state == .invalid)
        #expect(validity.procedure == .upstream)
        #expect(validity.upHop?.customer == 103)
        #expect(validity.upHop?.provider == 105)
        #expect(validity.upHop?.aspa?.providers == [111, 112, 203])
        #expect(validity.downHop == nil)
        #expect(validity.suspects == [105])
        let advice =
            "If AS105 is a provider of AS103, AS103 should create an ASPA that lists it: AS105, AS111, AS112, AS203. "
            + "Otherwise AS105 leaked the route, or the path is forged."
        #expect(validity.advice == advice)
        #expect(Self.tops.validity(of: path([103, 102, 101]), from: 103, role: .customer).advice == nil)
    }

    @Test("A customer with many providers is found among many ASPAs")
    func large() {
        let many = (1...5_000).map { number in
            ASPA(customer: ASN(UInt32(number) * 7), providers: (0..<UInt32(number % 50 + 1)).map { ASN($0 * 3 + 1) })
        }
        let verification = PathVerification(many)
        for aspa in many {
            #expect(verification.authorization(aspa.customer, aspa.providers[aspa.providers.count - 1]) == .provider)
            #expect(verification.authorization(aspa.customer, 2) == .notProvider)
            #expect(verification.authorization(ASN(aspa.customer.rawValue + 1), 1) == .noAttestation)
        }
        #expect(PathVerification([]).authorization(1, 2) == .noAttestation)
    }
}
