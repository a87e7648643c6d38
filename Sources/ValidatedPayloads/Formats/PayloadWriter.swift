public import FoundationEssentials
internal import TextFormats

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
    /// The data that `summary` and `rpki-client-json` print in addition to the payloads.
    public var statistics: PayloadStatistics
    /// The kinds that are written. `json` and `jsonext` name each of them, also when there is none of it.
    public var kinds = PayloadKinds.all

    public init(format: PayloadFormat, generated: Date, statistics: PayloadStatistics = PayloadStatistics()) {
        self.format = format
        self.generated = generated
        self.statistics = statistics
    }

    /// Writes a set in its order. Throws what `sink` throws.
    public func write<Failure: Error>(
        _ set: PayloadSet, to sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var failure: Failure?
        emit(set.vrpRows, set.routerKeyRows, set.aspaRows) { chunk in
            do throws(Failure) {
                try sink(chunk)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    /// Writes the rows as they come, duplicates included. Throws what `sink` throws.
    public func write<Failure: Error>(
        vrps: some Sequence<PayloadRow<VRP>>, routerKeys: some Sequence<PayloadRow<RouterKey>>,
        aspas: some Sequence<PayloadRow<ASPA>>, to sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var failure: Failure?
        emit(vrps, routerKeys, aspas) { chunk in
            do throws(Failure) {
                try sink(chunk)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }
}

extension PayloadWriter {
    private static let chunkSize = 1 << 16

    /// Writes until `sink` says no. It does not know the kind of error: generic over it, this would not be specialised
    /// for callers in other modules, and take five times as long.
    private func emit(
        _ vrps: some Sequence<PayloadRow<VRP>>, _ routerKeys: some Sequence<PayloadRow<RouterKey>>,
        _ aspas: some Sequence<PayloadRow<ASPA>>, _ sink: (Span<UInt8>) -> Bool
    ) {
        let time = UnixTime(generated)
        switch format {
        case .csv: emit(CSVLayout(), vrps, routerKeys, aspas, sink)
        case .csvcompat: emit(QuotedCSVLayout(), vrps, routerKeys, aspas, sink)
        case .csvext: emit(ExtendedCSVLayout(), vrps, routerKeys, aspas, sink)
        case .json: emit(JSONLayout(time, isExtended: false, kinds), vrps, routerKeys, aspas, sink)
        case .jsonext: emit(JSONLayout(time, isExtended: true, kinds), vrps, routerKeys, aspas, sink)
        case .slurm: emit(SLURMLayout(hasASPAs: false), vrps, routerKeys, aspas, sink)
        case .slurm2: emit(SLURMLayout(hasASPAs: true), vrps, routerKeys, aspas, sink)
        case .openbgpd: emit(OpenBGPDLayout(), vrps, routerKeys, aspas, sink)
        case .bird1: emit(BIRDLayout(keyword: "roa "), vrps, routerKeys, aspas, sink)
        case .bird2: emit(BIRDLayout(keyword: "route "), vrps, routerKeys, aspas, sink)
        case .rpsl: emit(RPSLLayout(generated: time), vrps, routerKeys, aspas, sink)
        case .summary: emit(SummaryLayout(generated: time, statistics: statistics), [], [], [], sink)
        case .none: break
        case .rpkiClientJSON:
            emit(RPKIClientJSONLayout(generated: time, statistics: statistics), vrps, routerKeys, aspas, sink)
        case .rpkiClientCSV: emit(RPKIClientCSVLayout(), vrps, routerKeys, aspas, sink)
        }
    }

    /// The format, for who writes row by row; ``emit`` has each of them as a type of its own, which is faster.
    var layout: any PayloadLayout {
        let time = UnixTime(generated)
        return switch format {
        case .csv: CSVLayout()
        case .csvcompat: QuotedCSVLayout()
        case .csvext: ExtendedCSVLayout()
        case .json: JSONLayout(time, isExtended: false, kinds)
        case .jsonext: JSONLayout(time, isExtended: true, kinds)
        case .slurm: SLURMLayout(hasASPAs: false)
        case .slurm2: SLURMLayout(hasASPAs: true)
        case .openbgpd: OpenBGPDLayout()
        case .bird1: BIRDLayout(keyword: "roa ")
        case .bird2: BIRDLayout(keyword: "route ")
        case .rpsl: RPSLLayout(generated: time)
        case .summary: SummaryLayout(generated: time, statistics: statistics)
        case .none: EmptyLayout()
        case .rpkiClientJSON: RPKIClientJSONLayout(generated: time, statistics: statistics)
        case .rpkiClientCSV: RPKIClientCSVLayout()
        }
    }

    private func emit(
        _ layout: some PayloadLayout, _ vrps: some Sequence<PayloadRow<VRP>>,
        _ routerKeys: some Sequence<PayloadRow<RouterKey>>, _ aspas: some Sequence<PayloadRow<ASPA>>,
        _ sink: (Span<UInt8>) -> Bool
    ) {
        var out: [UInt8] = []
        out.reserveCapacity(PayloadWriter.chunkSize + 4_096)
        layout.appendHeader(to: &out)
        guard section(.vrps, layout, vrps, &out, sink, append: { layout.append($0, isFirst: $1, to: &$2) }),
            section(.routerKeys, layout, routerKeys, &out, sink, append: { layout.append($0, isFirst: $1, to: &$2) }),
            section(.aspas, layout, aspas, &out, sink, append: { layout.append($0, isFirst: $1, to: &$2) })
        else { return }
        layout.appendFooter(to: &out)
        if !out.isEmpty { _ = sink(out.span) }
    }

    private func section<Payload>(
        _ section: PayloadSection, _ layout: some PayloadLayout, _ rows: some Sequence<PayloadRow<Payload>>,
        _ out: inout [UInt8], _ sink: (Span<UInt8>) -> Bool,
        append: (PayloadRow<Payload>, Bool, inout [UInt8]) -> Void
    ) -> Bool {
        var isEmpty = true
        layout.appendStart(of: section, to: &out)
        for row in rows {
            append(row, isEmpty, &out)
            isEmpty = false
            if out.count >= PayloadWriter.chunkSize {
                guard sink(out.span) else { return false }
                out.removeAll(keepingCapacity: true)
            }
        }
        layout.appendEnd(of: section, isEmpty: isEmpty, to: &out)
        return true
    }
}
