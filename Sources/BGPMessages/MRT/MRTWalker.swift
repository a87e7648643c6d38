package import Compression
internal import NumberResources

/// Takes records apart and hands what is in them to a visitor.
package struct MRTWalker {
    var report = RouteFileReport()
    private let limits: RouteFileLimits
    var peers: [BGPPeer]?

    package init(limits: RouteFileLimits) {
        self.limits = limits
    }

    /// Hands on what is in the record that `reader` has taken; faults are counted, with their place in the file.
    @inline(__always)
    package mutating func walk(_ reader: inout MRTReader, _ visitor: inout some MRTVisitor & ~Copyable) {
        note(&reader)
        report.records += 1
        let distance = reader.recordDistance
        do throws(MessageError) {
            try walk(reader.buffer.span, reader.header, reader.body, distance, &visitor)
        } catch {
            note(error.moved(by: distance))
        }
        if !visitor.tally.faults.isEmpty {
            for fault in visitor.tally.faults { note(fault.moved(by: distance)) }
            visitor.tally.faults.removeAll(keepingCapacity: true)
        }
    }

    /// Counts what the reader passed over since the last record.
    package mutating func note(_ reader: inout MRTReader) {
        if reader.gaps.isEmpty { return }
        for gap in reader.gaps {
            report.skippedOctets += gap.count
            note(
                MessageError(
                    gap.code, .skip, "RFC 6396 section 2", at: gap.offset,
                    "\(gap.detail); \(gap.count) octets skipped"))
        }
        reader.gaps = []
    }

    mutating func note(_ fault: MessageError) {
        report.faults[fault.code, default: 0] += 1
        if report.describedFaults.count < limits.describedFaults { report.describedFaults.append(fault) }
    }

    /// Notes how the file ended.
    ///
    /// - Throws: Where nothing in it was a record.
    package mutating func finish(_ reader: inout MRTReader) throws(RouteReadError) {
        note(&reader)
        if let fault = reader.streamFault { note(fault) }
        if report.records == 0, report.skippedOctets > 0 {
            throw RouteReadError(.format, "no MRT record in \(report.skippedOctets) octets")
        }
    }

    /// The report with what `tally` has counted.
    package func report(_ tally: RouteTally, _ compression: CompressionFormat) -> RouteFileReport {
        var report = report
        report.compression = compression
        report.announcements = tally.announcements
        report.withdrawals = tally.withdrawals
        report.unprinted = tally.unprinted
        for (family, count) in tally.skippedFamilies {
            report.skippedFamilies.add(count, to: family, limit: RouteFileLimits().skippedKinds)
        }
        return report
    }

    mutating func skip(_ header: MRTRecordHeader) {
        let kind = RouteFileReport.RecordKind(type: header.type, subtype: header.subtype)
        report.skippedRecords.add(to: kind, limit: RouteFileLimits().skippedKinds)
    }

    mutating func skip(_ family: RouteFamily) {
        report.skippedFamilies.add(to: family, limit: RouteFileLimits().skippedKinds)
    }

    @inline(__always)
    private mutating func walk(
        _ octets: Span<UInt8>, _ header: MRTRecordHeader, _ body: Range<Int>, _ distance: Int,
        _ visitor: inout some MRTVisitor & ~Copyable
    ) throws(MessageError) {
        guard let kind = header.kind, kind.subtypes.contains(header.subtype) else {
            skip(header)
            return
        }
        switch kind {
        case .bgp4mp:
            try bgp4mp(octets, header, body, BGPTime(seconds: header.seconds), .bgp4mp, &visitor)
        case .bgp4mpET:
            guard body.count >= 4 else { throw .record(.recordBody, "3", at: body.lowerBound, "no microseconds") }
            let time = BGPTime(seconds: header.seconds, fraction: octets.uint32(at: body.lowerBound))
            try bgp4mp(octets, header, body.lowerBound + 4..<body.upperBound, time, .bgp4mpET, &visitor)
        case .tableDumpV2:
            try tableDumpV2(octets, header, body, distance, &visitor)
        case .tableDump:
            try tableDump(octets, header, body, distance, &visitor)
        case .bgp:
            try legacy(octets, header, body, &visitor)
        }
    }
}
