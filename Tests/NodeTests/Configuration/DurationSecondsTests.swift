import Node
import Testing

@Suite("Durations for those who count in seconds") struct DurationSecondsTests {
    @Test("Seconds for those who count in them are rounded up")
    func seconds() {
        #expect(Duration.milliseconds(1500).wholeSeconds == 2 && Duration.seconds(60).wholeSeconds == 60)
        #expect(Duration.milliseconds(1500).fractionalSeconds == 1.5)
    }
}
