internal import HTTPService
internal import TextFormats

internal import struct FoundationEssentials.Date

/// The lines of `/status`: a `name: value` each.
struct StatusLines: Sendable {
    let now: Date
    private(set) var lines: [String] = []

    init(at now: Date) {
        self.now = now
    }

    mutating func append(_ line: String) { lines.append(line) }

    func text(_ date: Date?) -> String {
        date.map { RFC3339($0).description } ?? "-"
    }

    func ago(_ date: Date?) -> String {
        seconds(date.map { now.timeIntervalSince($0) })
    }

    func seconds(_ value: Double?) -> String {
        guard let value else { return "-" }
        var digits: [UInt8] = []
        digits.append(seconds: value)
        return String(decoding: digits, as: UTF8.self) + "s"
    }
}
