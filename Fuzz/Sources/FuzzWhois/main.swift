import Foundation
import FuzzDriver
import RoutingMetrics

/// The rows of a dump that comes in these pieces.
func rows(_ nextChunk: @escaping () -> [UInt8]?) -> [RISWhoisReader.Row] {
    var rows: [RISWhoisReader.Row] = []
    _ = try? RISWhoisReader().read(chunks: nextChunk, { row, _ in rows.append(row) })
    return rows
}

let status = fuzz { data, size in
    let octets = octets(data, size)
    _ = RISWhoisReader.recognises(octets.prefix(512))
    var whole: [UInt8]? = octets
    let inOne = rows {
        defer { whole = nil }
        return whole
    }
    precondition(inOne == rows(pieces(of: octets)), "the pieces matter")
    return 0
}
exit(status)
