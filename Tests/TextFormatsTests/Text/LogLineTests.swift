import Testing
import TextFormats

@Suite("Lines of the log") struct LogLineTests {
    private let line = LogLine(
        time: "2026-03-16T07:00:00Z", level: "warning", message: "refresh failed\n\u{1b}[2J",
        details: [("empty", ""), ("plain", "a=b"), ("reason", "said \"no\"\r\nx")])

    @Test("As text, a value is in quotes where it has to be, and nothing begins a line")
    func text() {
        #expect(
            line.text
                == #"2026-03-16T07:00:00Z warning refresh failed  [2J empty="" plain=a=b reason="said \"no\"  x""#)
    }

    @Test("As JSON, values keep what they say")
    func json() {
        #expect(
            line.json
                == #"{"time":"2026-03-16T07:00:00Z","level":"warning","message":"refresh failed\n\u001b[2J","empty":"","#
                + #""plain":"a=b","reason":"said \"no\"\r\nx"}"#)
    }
}
