internal import NumberResources

/// Writes events and changes of state, a line each.
public struct RouteEventWriter: ~Copyable {
    /// The format of lines.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        /// The lines of `bgpdump -m`.
        case bgpdump
        /// One JSON object a line.
        case json
        case csv
    }

    private let format: Format
    var text = TextBuffer()

    /// Begins with the head of the table where the format has one.
    public init(_ format: Format) {
        self.format = format
        if format == .csv { text.put(RouteEventWriter.csvHead) }
    }

    /// Octets that have been written and not been taken.
    public var count: Int { text.count }

    /// Hands over whole lines, and forgets them.
    public mutating func take<Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        try text.withSpan(body)
        text.removeAll()
    }

    /// - Parameters:
    ///   - isTableRow: Whether the event comes from a table rather than a message.
    ///   - view: The table of a monitored router that it is of; bgpdump's lines have no place for it, nor
    ///   - source: for the router and the VRF.
    public mutating func write(
        _ event: RouteEvent, isTableRow: Bool = false, view: BMPView? = nil, source: BMPSource? = nil
    ) {
        switch format {
        case .bgpdump: writeLine(event, isTableRow: isTableRow)
        case .json: writeJSON(event, isTableRow: isTableRow, view, source)
        case .csv: writeCSV(event, isTableRow: isTableRow, view, source)
        }
    }

    public mutating func write(_ change: PeerStateChange) {
        switch format {
        case .bgpdump: writeLine(change)
        case .json: writeJSON(change)
        case .csv: writeCSV(change)
        }
    }

    // MARK: Pieces that formats share

    /// `1445565678.509481`, without a fraction where it is nothing.
    mutating func put(_ time: BGPTime) {
        text.reserve(32)
        if time.microseconds < 0 { text.put(UInt8(ascii: "-")) }
        text.put(decimal: UInt32(clamping: time.microseconds.magnitude / 1_000_000))
        let fraction = Int(time.microseconds.magnitude % 1_000_000)
        if fraction > 0 { text.put(microseconds: fraction) }
    }

    mutating func put(asn: ASN) {
        text.reserve(12)
        text.put(UInt8(ascii: "A"))
        text.put(UInt8(ascii: "S"))
        text.put(decimal: asn.rawValue)
    }

    /// `64500:1`
    mutating func put(community: UInt32) {
        text.reserve(12)
        text.put(decimal: community >> 16)
        text.put(UInt8(ascii: ":"))
        text.put(decimal: community & 0xffff)
    }

    /// `0x0002fde800000001`
    mutating func put(extended community: UInt64) {
        text.put("0x")
        text.reserve(16)
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            text.put(hexadecimal: UInt16(truncatingIfNeeded: community >> shift & 0xf))
        }
    }

    /// `64500:1:2`
    mutating func put(_ community: PathAttributes.LargeCommunity) {
        text.reserve(32)
        text.put(decimal: community.globalAdministrator)
        text.put(UInt8(ascii: ":"))
        text.put(decimal: community.localData1)
        text.put(UInt8(ascii: ":"))
        text.put(decimal: community.localData2)
    }

    /// Writes each element, with `separator` between them.
    mutating func put<Element>(
        _ list: [Element], separator: StaticString, _ put: (inout RouteEventWriter, Element) -> Void
    ) {
        for (index, element) in list.enumerated() {
            if index > 0 { text.put(separator) }
            put(&self, element)
        }
    }
}

extension PathAttributes.Origin {
    var name: StaticString {
        switch self {
        case .igp: "igp"
        case .egp: "egp"
        case .incomplete: "incomplete"
        }
    }
}

extension PeerStateChange.State {
    var name: StaticString {
        switch self {
        case .idle: "idle"
        case .connect: "connect"
        case .active: "active"
        case .openSent: "openSent"
        case .openConfirm: "openConfirm"
        case .established: "established"
        case .clearing: "clearing"
        case .deleted: "deleted"
        }
    }
}

extension RouteEvent {
    /// `announce`, `withdraw`, or `table` for a row of one.
    func kind(isTableRow: Bool) -> StaticString {
        switch action {
        case .announce: isTableRow ? "table" : "announce"
        case .withdraw: "withdraw"
        }
    }
}
