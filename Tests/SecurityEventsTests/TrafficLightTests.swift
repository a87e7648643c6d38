import SecurityEvents
import Testing

@Suite("Traffic Light Protocol") struct TrafficLightTests {
    @Test("labels narrow from CLEAR to RED") func order() {
        #expect(TrafficLight.allCases.sorted() == TrafficLight.allCases)
        #expect(TrafficLight.amber < .amberStrict)
    }
}
