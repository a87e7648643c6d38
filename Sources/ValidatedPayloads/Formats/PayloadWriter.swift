public import FoundationEssentials

/// Writes payloads in one of the formats, in chunks of some 64 KiB.
///
/// ```swift
/// let writer = PayloadWriter(format: .csv, generated: now)
/// try writer.write(set) { chunk in try file.write(chunk) }
/// ```
public struct PayloadWriter: Sendable {
    public var format: PayloadFormat
    /// The time that the file says it was made at.
    public var generated: Date
    /// What `summary` and `rpki-client-json` print beside the payloads.
    public var statistics: PayloadStatistics

    public init(format: PayloadFormat, generated: Date, statistics: PayloadStatistics = PayloadStatistics()) {
        self.format = format
        self.generated = generated
        self.statistics = statistics
    }

    /// Writes a set in its order. Throws what `sink` throws.
    public func write<Failure: Error>(
        _ set: PayloadSet, to sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        try write(vrps: set.vrpRows, routerKeys: set.routerKeyRows, aspas: set.aspaRows, to: sink)
    }

    /// Writes the rows as they come, duplicates included. Throws what `sink` throws.
    public func write<Failure: Error>(
        vrps: some Sequence<PayloadRow<VRP>>, routerKeys: some Sequence<PayloadRow<RouterKey>>,
        aspas: some Sequence<PayloadRow<ASPA>>, to sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let time = UnixTime(generated)
        switch format {
        case .csv: try write(CSVLayout(), vrps, routerKeys, aspas, sink)
        case .csvcompat: try write(QuotedCSVLayout(), vrps, routerKeys, aspas, sink)
        case .csvext: try write(ExtendedCSVLayout(), vrps, routerKeys, aspas, sink)
        case .json: try write(JSONLayout(generated: time, isExtended: false), vrps, routerKeys, aspas, sink)
        case .jsonext: try write(JSONLayout(generated: time, isExtended: true), vrps, routerKeys, aspas, sink)
        case .slurm: try write(SLURMLayout(hasASPAs: false), vrps, routerKeys, aspas, sink)
        case .slurm2: try write(SLURMLayout(hasASPAs: true), vrps, routerKeys, aspas, sink)
        case .openbgpd: try write(OpenBGPDLayout(), vrps, routerKeys, aspas, sink)
        case .bird1: try write(BIRDLayout(keyword: "roa "), vrps, routerKeys, aspas, sink)
        case .bird2: try write(BIRDLayout(keyword: "route "), vrps, routerKeys, aspas, sink)
        case .rpsl: try write(RPSLLayout(generated: time), vrps, routerKeys, aspas, sink)
        case .summary: try write(SummaryLayout(generated: time, statistics: statistics), [], [], [], sink)
        case .none: break
        case .rpkiClientJSON:
            try write(RPKIClientJSONLayout(generated: time, statistics: statistics), vrps, routerKeys, aspas, sink)
        case .rpkiClientCSV: try write(RPKIClientCSVLayout(), vrps, routerKeys, aspas, sink)
        }
    }
}

extension PayloadWriter {
    private static let chunkSize = 1 << 16

    private func write<Failure: Error>(
        _ layout: some PayloadLayout, _ vrps: some Sequence<PayloadRow<VRP>>,
        _ routerKeys: some Sequence<PayloadRow<RouterKey>>, _ aspas: some Sequence<PayloadRow<ASPA>>,
        _ sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var out: [UInt8] = []
        out.reserveCapacity(PayloadWriter.chunkSize + 4_096)
        layout.appendHeader(to: &out)
        try section(.vrps, layout, vrps, &out, sink) { layout.append($0, isFirst: $1, to: &$2) }
        try section(.routerKeys, layout, routerKeys, &out, sink) { layout.append($0, isFirst: $1, to: &$2) }
        try section(.aspas, layout, aspas, &out, sink) { layout.append($0, isFirst: $1, to: &$2) }
        layout.appendFooter(to: &out)
        if !out.isEmpty { try sink(out.span) }
    }

    private func section<Payload, Failure: Error>(
        _ section: PayloadSection, _ layout: some PayloadLayout, _ rows: some Sequence<PayloadRow<Payload>>,
        _ out: inout [UInt8], _ sink: (Span<UInt8>) throws(Failure) -> Void,
        append: (PayloadRow<Payload>, Bool, inout [UInt8]) -> Void
    ) throws(Failure) {
        var isEmpty = true
        layout.appendStart(of: section, to: &out)
        for row in rows {
            append(row, isEmpty, &out)
            isEmpty = false
            if out.count >= PayloadWriter.chunkSize {
                try sink(out.span)
                out.removeAll(keepingCapacity: true)
            }
        }
        layout.appendEnd(of: section, isEmpty: isEmpty, to: &out)
    }
}
