import Node
import NumberResources
import Testing

@Suite("What overrides the configuration file") struct ConfigurationOverrideTests {
    @Test("Options win over the environment, and the environment over the file")
    func order() {
        let text = "rtr: {refresh: 2m, retry: 2m}\nlog: {level: debug}\n"
        let environment = ["ATALAYA_RTR_REFRESH": "3m", "ATALAYA_RTR_RETRY": "3m", "PATH": "/bin"]
        let reading = ConfigurationReading(text, environment: environment, options: ["rtr.retry=4m"])
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration.log.level == .debug)
        #expect(reading.configuration.rtr.refresh == .seconds(180))
        #expect(reading.configuration.rtr.retry == .seconds(240))
    }

    @Test("Elements of lists and mappings have commas between them; nothing makes them empty")
    func lists() {
        let reading = ConfigurationReading(
            "rtr: {allow: [192.0.2.0/24]}\nrpki: {skiplist: a}\n",
            environment: [
                "ATALAYA_RTR_LISTEN": "127.0.0.1:1, [::1]:2", "ATALAYA_RTR_ALLOW": "",
                "ATALAYA_RPKI_RESOLVE": "a.example=192.0.2.1,b.example=2001:db8::1",
            ],
            options: ["rpki.skiplist=null", "http.listen="])
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration.rtr.listen.map(\.description) == ["127.0.0.1:1", "[::1]:2"])
        #expect(reading.configuration.rtr.allow.isEmpty && reading.configuration.http.listen.isEmpty)
        #expect(
            reading.configuration.rpki.resolve.mapValues(\.description)
                == ["a.example": "192.0.2.1", "b.example": "2001:db8::1"])
        #expect(reading.configuration.rpki.skipList == nil)
    }

    @Test("A path outside of the file starts from the working directory")
    func paths() {
        let reading = ConfigurationReading(
            [], path: "/etc/a.yaml", environment: ["ATALAYA_STATE": "data"], options: ["rpki.skiplist=s"])
        #expect(reading.configuration.state == "data" && reading.configuration.rpki.skipList == "s")
    }

    @Test("What is wrong with an override is told with its name")
    func problems() {
        let reading = ConfigurationReading(
            "", environment: ["ATALAYA_RTR_REFRESH": "soon", "ATALAYA_RTR_LISTN": "127.0.0.1:1"],
            options: ["rtr.lissen=127.0.0.1:1", "rtr.retry", "rtr.retry=9d"])
        #expect(
            reading.problems.map(\.code) == [.unknownVariable, .invalidValue, .unknownKey, .invalidValue, .outOfRange])
        #expect(reading.problems.map(\.isWarning) == [true, false, false, false, false])
        #expect(reading.problems[0].message.contains("ATALAYA_RTR_LISTEN"))
        #expect(reading.problems[1].description.hasPrefix("environment ATALAYA_RTR_REFRESH: rtr.refresh: 'soon'"))
        #expect(reading.problems[2].message.contains("'rtr.listen'"))
    }

    @Test("An override repairs what the file says no more than it says it again")
    func fileProblemsStay() {
        let reading = ConfigurationReading("rtr: {refresh: soon}", options: ["rtr.refresh=1m"])
        #expect(reading.found == [Problem(.invalidValue, 1, 16, "rtr.refresh")])
    }
}
