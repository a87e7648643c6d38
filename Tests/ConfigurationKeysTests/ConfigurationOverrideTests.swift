import ConfigurationKeys
import NumberResources
import TestSupport
import Testing

@Suite("What overrides the configuration file") struct ConfigurationOverrideTests {
    @Test("Options win over the environment, and the environment over the file")
    func order() {
        let text = "net: {refresh: 2m, retry: 2m}\nlog: {level: debug}\n"
        let environment = ["ATALAYA_NET_REFRESH": "3m", "ATALAYA_NET_RETRY": "3m", "PATH": "/bin"]
        let reading = ConfigurationReading<Sample>(text, environment: environment, options: ["net.retry=4m"])
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration.log.level == .debug)
        #expect(reading.configuration.net.refresh == .seconds(180))
        #expect(reading.configuration.net.retry == .seconds(240))
    }

    @Test("Elements of lists and mappings have commas between them; nothing makes them empty")
    func lists() {
        let reading = ConfigurationReading<Sample>(
            "net: {allow: [192.0.2.0/24]}\nwork: {leavings: a}\n",
            environment: [
                "ATALAYA_NET_LISTEN": "127.0.0.1:1, [::1]:2", "ATALAYA_NET_ALLOW": "",
                "ATALAYA_WORK_RESOLVE": "a.example=192.0.2.1,b.example=2001:db8::1",
            ],
            options: ["work.leavings=null", "site.listen="])
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration.net.listen.map(\.description) == ["127.0.0.1:1", "[::1]:2"])
        #expect(reading.configuration.net.allow.isEmpty && reading.configuration.site.listen.isEmpty)
        #expect(
            reading.configuration.work.resolve.mapValues(\.description)
                == ["a.example": "192.0.2.1", "b.example": "2001:db8::1"])
        #expect(reading.configuration.work.leavings == nil)
    }

    @Test("A path outside of the file starts from the working directory")
    func paths() {
        let reading = ConfigurationReading<Sample>(
            [], path: "/etc/a.yaml", environment: ["ATALAYA_STATE": "data"], options: ["work.leavings=s"])
        #expect(reading.configuration.state == "data" && reading.configuration.work.leavings == "s")
    }

    @Test("What is wrong with an override is told with its name")
    func problems() {
        let reading = ConfigurationReading<Sample>(
            "", environment: ["ATALAYA_NET_REFRESH": "soon", "ATALAYA_NET_LISTN": "127.0.0.1:1"],
            options: ["net.lissen=127.0.0.1:1", "net.retry", "net.retry=9d"])
        #expect(
            reading.problems.map(\.code) == [.unknownVariable, .invalidValue, .unknownKey, .invalidValue, .outOfRange])
        #expect(reading.problems.map(\.isWarning) == [true, false, false, false, false])
        #expect(reading.problems[0].message.contains("ATALAYA_NET_LISTEN"))
        #expect(reading.problems[1].description.hasPrefix("environment ATALAYA_NET_REFRESH: net.refresh: 'soon'"))
        #expect(reading.problems[2].message.contains("'net.listen'"))
    }

    @Test("An override repairs what the file says no more than it says it again")
    func fileProblemsStay() {
        let reading = ConfigurationReading<Sample>("net: {refresh: soon}", options: ["net.refresh=1m"])
        #expect(reading.found == [Problem(.invalidValue, 1, 16, "net.refresh")])
    }
}
