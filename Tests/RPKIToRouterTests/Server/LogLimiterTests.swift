import Logging
import RPKIToRouter
import Testing

@Suite struct LogLimiterTests {
    private let log = LineLog()
    private let start = ContinuousClock.now

    private func write(_ lines: LogLimiter, _ kind: String, _ source: String, at seconds: Int) {
        lines.log(
            .notice, "it happened", kind: kind, source: source, to: Logger(label: "test") { _ in log },
            at: start + .seconds(seconds))
    }

    private func flush(_ lines: LogLimiter, at seconds: Int, isEnding: Bool = false) {
        lines.flush(to: Logger(label: "test") { _ in log }, isEnding: isEnding, at: start + .seconds(seconds))
    }

    @Test("One line a kind, source and minute; the next has the number of those that were suppressed")
    func interval() {
        let lines = LogLimiter()
        for second in 0..<60 { write(lines, "a", "one", at: second) }
        write(lines, "b", "one", at: 1)
        write(lines, "a", "two", at: 1)
        #expect(log.lines == ["it happened", "it happened", "it happened"])
        write(lines, "a", "one", at: 60)
        #expect(log.lines.last == "it happened suppressed=59")
        write(lines, "a", "one", at: 61)
        #expect(log.lines.count == 4)
    }

    @Test("What was suppressed of a source that has become silent is reported")
    func flushed() {
        let lines = LogLimiter()
        for _ in 0..<10 { write(lines, "a", "one", at: 0) }
        flush(lines, at: 59)
        #expect(log.lines.count == 1)
        flush(lines, at: 60)
        #expect(log.lines.last == "suppressed similar log lines kind=a source=one suppressed=9")
        // That was the line of this minute.
        write(lines, "a", "one", at: 61)
        #expect(log.lines.count == 2)
        flush(lines, at: 62, isEnding: true)
        #expect(log.lines.count == 3)
    }

    @Test("Sources beyond the limit share a line, and places return")
    func sources() {
        var limits = LogLimits()
        limits.sources = 3
        let lines = LogLimiter(limits: limits)
        for number in 0..<50 { write(lines, "a", "\(number)", at: 0) }
        #expect(log.lines.count == 4)
        flush(lines, at: 60)
        #expect(log.lines.last == "suppressed similar log lines kind=a source=others suppressed=46")
        write(lines, "a", "50", at: 60)
        #expect(log.lines.count == 6)
    }
}
