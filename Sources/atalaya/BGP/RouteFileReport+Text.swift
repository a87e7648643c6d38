internal import BGPMessages

extension RouteFileReport {
    /// Routes that were announced or withdrawn.
    var routes: Int { announcements + withdrawals }

    /// True if the file was complete.
    var isWhole: Bool {
        let ends: [MessageError.Code] = [
            .compression, .truncated, .bmpTruncated, .bmpVersion, .bmpMessageLength, .captureTruncated, .captureFraming,
        ]
        return ends.allSatisfy { faults[$0] == nil }
    }

    /// The parts of `file` that were left out: the number of each kind, and the places of the first ones.
    ///
    /// - Parameter named: How many faults have a line of their own.
    func lines(of file: String, named: Int) -> [String] {
        var lines: [String] = []
        if !faults.isEmpty {
            let counts = faults.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
            let octets = skippedOctets > 0 ? "; skipped \(skippedOctets) octets that are not part of a record" : ""
            lines.append("\(file): faults: \(counts)\(octets)")
        }
        for fault in describedFaults.prefix(named) { lines.append("\(file): \(fault)") }
        let count = faults.values.reduce(0, +)
        if count > named { lines.append("\(file): \(count - named) more faults") }
        if !skippedFamilies.isEmpty {
            let families = skippedFamilies.sorted { ($0.key.afi, $0.key.safi) < ($1.key.afi, $1.key.safi) }
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            lines.append("\(file): skipped unsupported address families: \(families)")
        }
        if !skippedRecords.isEmpty {
            let kinds = skippedRecords.sorted { ($0.key.type, $0.key.subtype) < ($1.key.type, $1.key.subtype) }
                .map { "type \($0.key.type) subtype \($0.key.subtype) \($0.value)" }.joined(separator: ", ")
            lines.append("\(file): skipped unsupported records: \(kinds)")
        }
        if unprinted > 0 {
            lines.append("\(file): \(unprinted) routes cannot be written in bgpdump's format; use --format json")
        }
        return lines
    }

    /// Adds the counts of records and other messages of another file.
    mutating func add(_ other: RouteFileReport) {
        records += other.records
        otherMessages += other.otherMessages
    }
}
