import RPKIToRouter
import Testing

@Suite struct ProtocolVersionTests {
    @Test func versionsAreOrderedByTheirNumber() {
        #expect(ProtocolVersion.allCases.map(\.rawValue) == [0, 1, 2])
        #expect(ProtocolVersion.zero < .two)
    }
}
