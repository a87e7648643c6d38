import BGPMessages
import Testing

@testable import Node

@Suite("Links from alerts to the console")
struct AlertLinkTests {
    @Test("The text of an alert names its page where the console has an external address, and no page otherwise")
    func text() throws {
        let alert = try AlertSample.alert()
        let linked = AlertText(alert, console: "https://cert.faro.example").text
        #expect(linked.contains("Console:     https://cert.faro.example/alerts/00112233445566aa\n"))
        #expect(!AlertText(alert).text.contains("Console:"))
    }

    @Test("The address is that of console.url, without a slash at the end, if the console is served")
    func address() {
        var configuration = NodeConfiguration()
        configuration.console.url = "https://cert.faro.example/"
        #expect(configuration.consoleLink == nil)
        configuration.console.enabled = true
        #expect(configuration.consoleLink == "https://cert.faro.example")
        configuration.console.url = nil
        #expect(configuration.consoleLink == nil)
    }
}
