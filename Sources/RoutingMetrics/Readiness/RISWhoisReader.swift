public import BGPMessages
public import NumberResources
public import Registries
internal import TextFormats

/// Reads dumps of the RIPE NCC's RIS whois: what its collectors see, a line for each origin and prefix with the number
/// of peers, `64496<tab>192.0.2.0/24<tab>212`.
public struct RISWhoisReader: Sendable {
    /// The limits of a reader.
    public struct Limits: Hashable, Sendable {
        /// The most octets of a dump.
        public var size = 1 << 33
        /// The most rows of a dump.
        public var rows = 50_000_000
        /// The most octets of a line; a longer one is not taken.
        public var lineLength = 4_096

        public init() {}
    }

    /// A row: so many peers see this origin for this prefix.
    public struct Row: Hashable, Sendable {
        public var prefix: IPPrefix
        /// `nil` for an AS_SET.
        public var origin: ASN?
        public var peers: Int

        public init(prefix: IPPrefix, origin: ASN?, peers: Int) {
            self.prefix = prefix
            self.origin = origin
            self.peers = peers
        }
    }

    /// Findings in addition to the rows.
    public struct Report: Hashable, Sendable {
        /// The time at which the dump was made, according to itself.
        public internal(set) var generated: BGPTime?
        public internal(set) var rowCount = 0
        /// Lines that are not a row.
        public internal(set) var rejectedCount = 0
        /// The first of them, counted from 1.
        public internal(set) var firstRejected: Int?
    }

    public var limits: Limits

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// True if a file that begins with `head` can be such a dump.
    public static func recognises(_ head: some Sequence<UInt8>) -> Bool {
        let head = Array(head)
        var fields = TextFields()
        for line in head.split(separator: 0x0a) where line.contains(where: { $0 > 0x20 }) {
            if line.first == UInt8(ascii: "%") { continue }
            fields.split(head, line.startIndex..<line.endIndex, at: 0x09)
            // The last line of a head may be cut off.
            return row(fields) != nil || line.endIndex == head.count && head.first == UInt8(ascii: "%")
        }
        return head.first == UInt8(ascii: "%")
    }

    /// Reads a dump as its octets come.
    ///
    /// - Parameters:
    ///   - nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    ///   - body: Takes each row, and when the dump was made.
    public func read(
        chunks nextChunk: @escaping () throws -> [UInt8]?, _ body: (Row, BGPTime?) -> Void
    ) throws(RegistryReadError) -> Report {
        var report = Report()
        var fields = TextFields()
        var lines = TextLines(size: limits.size, lineLength: limits.lineLength, nextChunk: nextChunk)
        while try lines.nextLine() {
            guard let line = lines.line else {
                report.reject(lines.number)
                continue
            }
            guard let first = lines.buffer[line].first(where: { $0 > 0x20 }) else { continue }
            if first == UInt8(ascii: "%") {
                if report.generated == nil { report.generated = RISWhoisReader.time(lines.buffer[line]) }
                continue
            }
            fields.split(lines.buffer, line, at: 0x09)
            guard let row = RISWhoisReader.row(fields) else {
                report.reject(lines.number)
                continue
            }
            report.rowCount += 1
            if report.rowCount > limits.rows {
                throw RegistryReadError(.limitExceeded, "more than \(limits.rows) rows", line: lines.number)
            }
            body(row, report.generated)
        }
        return report
    }
}

extension RISWhoisReader {
    private static func row(_ fields: TextFields) -> Row? {
        guard fields.count == 3, let prefix = fields.with(1, { IPPrefix(utf8: $0) }),
            let peers = fields.number(2, upTo: 1 << 31)
        else { return nil }
        if fields.slice(0).first == UInt8(ascii: "{") { return Row(prefix: prefix, origin: nil, peers: Int(peers)) }
        guard let origin = fields.with(0, { ASN(utf8: $0) }) else { return nil }
        return Row(prefix: prefix, origin: origin, peers: Int(peers))
    }

    /// The time of `% This file was generated at Mon Mar  4 10:06:01 UTC 2019.`
    private static func time(_ line: ArraySlice<UInt8>) -> BGPTime? {
        let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "." }
        guard let place = words.firstIndex(of: "at"), place > 0, words.count >= place + 7,
            words[place - 1] == "generated",
            words[place + 5] == "UTC"
        else { return nil }
        let clock = words[place + 4].split(separator: ":").compactMap { Int($0) }
        guard let month = CivilDate.monthNames.firstIndex(of: String(words[place + 2])),
            let day = Int(words[place + 3]),
            let year = Int(words[place + 6]), clock.count == 3
        else { return nil }
        return BGPTime(civil: (year, month + 1, day), clock[0], clock[1], clock[2])
    }
}

extension RISWhoisReader.Report {
    fileprivate mutating func reject(_ line: Int) {
        rejectedCount += 1
        if firstRejected == nil { firstRejected = line }
    }
}
