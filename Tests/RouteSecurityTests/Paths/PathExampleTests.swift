import NumberResources
import Testing
import ValidatedPayloads

@testable import RouteSecurity

/// The examples that draft-ietf-sidrops-aspa-verification-28 section 6.1 refers to: Sriram, Borchert, Matejka: "ASPA-based AS
/// Path Verification Examples", August 2025. Its letters stand for AS numbers here, A for 101 and so on.
@Suite("ASPA: the draft's worked examples") struct PathExampleTests {
    struct Example: Sendable, CustomStringConvertible {
        let name: String
        let path: [UInt32]
        /// max_up_ramp, min_up_ramp, max_down_ramp, min_down_ramp
        let ramps: [Int]
        let state: PathState

        init(_ name: String, _ letters: String, _ ramps: [Int], _ state: PathState) {
            self.name = name
            path = letters.unicodeScalars.map { $0.value - 65 + 101 }
            self.ramps = ramps
            self.state = state
        }

        var description: String { name }
    }

    /// A has C and D, B has E, C has F, D has F and G, G has none; E and F say nothing.
    static let first = PathVerification(
        aspas([101: [103, 104], 102: [105], 103: [106], 104: [106, 107], 107: [0]]))

    /// H, K, P and Q have none, L has K, R has Q, S has R; J says nothing.
    static let second = PathVerification(
        aspas([108: [0], 111: [0], 112: [111], 116: [0], 117: [0], 118: [117], 119: [118]]))

    @Test(
        "Table 1: upstream",
        arguments: [
            Example("1", "FCA", [3, 3], .valid), Example("2", "DCA", [2, 2], .invalid),
            Example("3", "DFCA", [4, 3], .unknown), Example("4", "DEB", [3, 2], .unknown),
            Example("5", "ADEB", [3, 2], .invalid), Example("6", "ADGEB", [3, 2], .invalid),
            Example("7", "ACF", [2, 1], .invalid), Example("8", "ACFG", [1, 1], .invalid),
            Example("9", "EB", [2, 2], .valid),
        ])
    func upstream(example: Example) {
        let ramps = Self.first.ramps(of: example.path.map { ASN($0) }, .upstream)
        #expect([ramps.maxUp, ramps.minUp, ramps.maxDown, ramps.minDown] == example.ramps + [0, 0])
        for role in [NeighbourRole.customer, .peer, .routeServer, .routeServerClient] {
            #expect(Self.first.state(example.path, role) == example.state)
        }
    }

    @Test(
        "Table 2: downstream",
        arguments: [
            Example("1", "EGFCA", [4, 3, 2, 1], .unknown), Example("2", "EGDA", [3, 3, 2, 1], .valid),
            Example("3", "EDCA", [2, 2, 2, 1], .unknown), Example("4", "EGDCA", [2, 2, 2, 1], .invalid),
            Example("5", "CFDG", [1, 1, 4, 2], .unknown), Example("6", "DGEB", [3, 2, 2, 2], .valid),
            Example("7", "CDGEB", [3, 2, 1, 1], .invalid), Example("8", "FCA", [3, 3, 2, 1], .valid),
            // A provider can make up a path to its customer, and nothing shows it.
            Example("9", "EA", [1, 1, 2, 1], .valid), Example("10", "ECA", [2, 2, 2, 1], .valid),
        ])
    func downstream(example: Example) {
        let ramps = Self.first.ramps(of: example.path.map { ASN($0) }, .downstream)
        #expect([ramps.maxUp, ramps.minUp, ramps.maxDown, ramps.minDown] == example.ramps)
        #expect(Self.first.state(example.path, .provider) == example.state)
    }

    @Test("Table 3: relations that depend on the prefix")
    func complex() {
        #expect(Self.second.state([110, 108], .customer) == .invalid)
        #expect(Self.second.state([110, 108], .peer) == .invalid)
        #expect(Self.second.state([111, 110, 108], .provider) == .invalid)
        #expect(Self.second.ramps(of: [111, 110, 108], .downstream).maxDown == 1)
        #expect(Self.second.state([117, 116], .peer) == .invalid)
    }

    @Test("BGP-SRx: two routes of its demonstration")
    func demonstration() {
        let verification = PathVerification(
            aspas([
                65000: [65005], 65005: [65010], 65010: [65025], 65020: [65015], 65025: [65010], 65040: [65030],
            ]))
        #expect(verification.state([65005, 65010, 65015, 65020], .provider) == .valid)
        #expect(verification.state([65005, 65010, 65025, 65030, 65040], .provider) == .valid)
    }
}
