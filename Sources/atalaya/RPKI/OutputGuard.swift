internal import LocalFiles
internal import Node
internal import NumberResources
internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

/// Sees when a file would be replaced by one that lacks many of its VRPs.
struct OutputGuard {
    struct Loss {
        let file: String
        /// The trust anchor; empty where the file names none.
        let trustAnchor: String
        let removed: Int
        let before: Int

        var description: String {
            "\(file): \(removed) of \(before) VRPs\(trustAnchor.isEmpty ? "" : " of " + trustAnchor.printable) would "
                + "be removed"
        }
    }

    /// Percent of a trust anchor's VRPs that may go.
    let share: Int

    /// The VRPs that would be removed from the file of `output`, if they are more than the share.
    func losses(_ output: OutputFile, _ report: RunReport) -> [Loss] {
        // A pipe, for instance, has no content to compare and may not end.
        guard LocalFile.isRegular(output.path) else { return [] }
        do {
            switch output.format {
            case .ccr: return try representation(output, report)
            case .payloads(let format) where format.isReadable: return try payloads(output, report)
            case .payloads(.summary), .payloads(.none): return []
            case .payloads: return try rows(output, report)
            }
        } catch {
            StandardError.print(
                "\(output.path): could not compare with the existing file: \(String(describing: error).printable)")
            return []
        }
    }

    private func payloads(_ output: OutputFile, _ report: RunReport) throws -> [Loss] {
        let chunks = try FileChunks(output.path)
        let before = try PayloadReader().read(chunks: chunks.next).set
        return losses(output, from: before, to: report.payloads)
    }

    /// It says what the RPKI says, without local exceptions.
    private func representation(_ output: OutputFile, _ report: RunReport) throws -> [Loss] {
        let octets = try InputFile.read(output.path, limit: CanonicalCacheRepresentation.sizeLimit)
        let before = try CanonicalCacheRepresentation(decoding: octets).routeOrigins?.elements ?? []
        var builder = PayloadSetBuilder()
        for vrp in before { builder.add(vrp, source: .exception(path: nil)) }
        return losses(output, from: builder.build(), to: report.run.payloads)
    }

    private func losses(_ output: OutputFile, from before: PayloadSet, to after: PayloadSet) -> [Loss] {
        RemovalGuard(share: share, countsUnnamed: true).findings(from: before, to: after).map {
            Loss(file: output.path, trustAnchor: $0.trustAnchor, removed: $0.removed, before: $0.before)
        }
    }

    /// Configurations of routers are not read: their rows are counted.
    private func rows(_ output: OutputFile, _ report: RunReport) throws -> [Loss] {
        var (before, after) = (RowCount(), RowCount())
        let chunks = try FileChunks(output.path)
        while let chunk = try chunks.next() { before.add(chunk.span) }
        try report.write(output.format) { (octets) throws(Failure) in after.add(octets) }
        let removed = before.rows - after.rows
        guard removed > 0, removed * 100 > before.rows * share else { return [] }
        return [Loss(file: output.path, trustAnchor: "", removed: removed, before: before.rows)]
    }

}

/// Counts the lines that contain a prefix.
private struct RowCount {
    private(set) var rows = 0
    private var isCounted = false

    mutating func add(_ octets: Span<UInt8>) {
        for index in octets.indices {
            switch octets[index] {
            case UInt8(ascii: "\n"): isCounted = false
            case UInt8(ascii: "/") where !isCounted:
                isCounted = true
                rows += 1
            default: break
            }
        }
    }
}
