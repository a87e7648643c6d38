import NumberResources

/// Routinator's `rpsl`: a route object for each VRP, an empty line before and after it.
struct RPSLLayout: PayloadLayout {
    let generated: UnixTime

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(row.payload.prefix.family == .ipv4 ? "\nroute: " : "\nroute6: ")
        out.append(prefix: row.payload.prefix)
        out.append("\norigin: ")
        out.append(asn: row.payload.asn)
        out.append("\ndescr: RPKI attestation\nmnt-by: NA\ncreated: ")
        out.append(iso: generated)
        out.append("\nlast-modified: ")
        out.append(iso: generated)
        out.append("\nsource: ROA-")
        out.append(text: row.sources.trustAnchor?.uppercased() ?? "N/A")
        out.append("-RPKI-ROOT\n\n")
    }
}
