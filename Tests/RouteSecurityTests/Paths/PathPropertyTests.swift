import BGPMessages
import NumberResources
import RouteSecurity
import TestSupport
import Testing
import ValidatedPayloads

/// The procedures as draft-ietf-sidrops-aspa-verification-28 writes them, index by index, without regard for time.
private struct LiteralVerification {
    enum Outcome {
        case noAttestation, providerPlus, notProviderPlus
    }

    /// U-SPAS (section 5.3).
    var providers: [UInt32: Set<UInt32>] = [:]

    func authorized(_ x: UInt32, _ y: UInt32) -> Outcome {
        guard let providers = providers[x] else { return .noAttestation }
        return providers.contains(y) ? .providerPlus : .notProviderPlus
    }

    /// Sections 5.2 to 5.6. `wire` begins with the neighbour; `A(1)` is the origin.
    func state(_ wire: [UInt32], neighbour: UInt32, hasSet: Bool, isClientOfServer: Bool, isDownstream: Bool)
        -> PathState
    {
        if wire.isEmpty { return .invalid }
        if !isClientOfServer, wire[0] != neighbour { return .invalid }
        if hasSet { return .invalid }
        var compressed: [UInt32] = []
        for number in wire where compressed.last != number { compressed.append(number) }
        let n = compressed.count
        func a(_ index: Int) -> UInt32 { compressed[n - index] }
        let upDenied = (1..<n).filter { authorized(a($0), a($0 + 1)) == .notProviderPlus }.min()
        let upOpen = (1..<n).filter { authorized(a($0), a($0 + 1)) != .providerPlus }.min()
        let downIndices = Array(stride(from: 2, through: n, by: 1))
        let downDenied = downIndices.filter { authorized(a($0), a($0 - 1)) == .notProviderPlus }.max()
        let downOpen = downIndices.filter { authorized(a($0), a($0 - 1)) != .providerPlus }.max()
        let maxUp = upDenied ?? n
        let minUp = upOpen ?? n
        let maxDown = isDownstream ? downDenied.map { n - $0 + 1 } ?? n : 0
        let minDown = isDownstream ? downOpen.map { n - $0 + 1 } ?? n : 0
        if maxUp + maxDown < n { return .invalid }
        return minUp + minDown < n ? .unknown : .valid
    }
}

@Suite("ASPA: against the text of the draft, word by word") struct PathPropertyTests {
    @Test("Random paths over small topologies give the same state", arguments: [1, 2, 3, 4] as [UInt64])
    func agrees(seed: UInt64) {
        var generator = SeededGenerator(seed)
        var seen: [PathState: Int] = [:]
        for _ in 0..<60 {
            let size = UInt32.random(in: 2...9, using: &generator)
            var literal = LiteralVerification()
            for customer in 1...size where Int.random(in: 0..<10, using: &generator) < 7 {
                let count = Int.random(in: 0...4, using: &generator)
                let providers = (0..<count).map { _ in UInt32.random(in: 1...size, using: &generator) }
                literal.providers[customer] = providers.isEmpty ? [0] : Set(providers)
            }
            let verification = PathVerification(aspas(literal.providers.mapValues { Array($0) }))
            for _ in 0..<40 {
                let length = Int.random(in: 0...7, using: &generator)
                let wire = (0..<length).map { _ in UInt32.random(in: 1...size, using: &generator) }
                let isOther = Int.random(in: 0..<8, using: &generator) == 0
                let neighbour = isOther ? 99 : wire.first ?? 1
                let hasSet = length > 0 && Int.random(in: 0..<12, using: &generator) == 0
                let runs = hasSet ? [ASPath.Run(kind: .set, count: length)] : []
                let path = ASPath(asns: wire.map { ASN($0) }, runs: runs)
                for role in NeighbourRole.allCases {
                    let expected = literal.state(
                        wire, neighbour: neighbour, hasSet: hasSet, isClientOfServer: role == .routeServer,
                        isDownstream: role == .provider)
                    let validity = verification.validity(of: path, from: ASN(neighbour), role: role)
                    #expect(verification.state(of: path, from: ASN(neighbour), role: role) == expected)
                    #expect(validity.state == expected)
                    #expect(validity.suspects.isEmpty == (expected != .invalid || validity.defect != nil))
                    seen[expected, default: 0] += 1
                }
            }
        }
        // The topologies bring about every outcome, or the test says nothing.
        for state in PathState.allCases { #expect(seen[state, default: 0] > 300) }
    }
}
