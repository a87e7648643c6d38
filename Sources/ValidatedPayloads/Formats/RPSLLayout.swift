import NumberResources
import TextFormats

/// Routinator's `rpsl`: a route object for each VRP, an empty line before and after it.
struct RPSLLayout: PayloadLayout {
    private let generated: [UInt8]

    init(generated: UnixTime) {
        var text: [UInt8] = []
        text.append(iso: generated)
        self.generated = text
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(row.payload.prefix.family == .ipv4 ? "\nroute: " : "\nroute6: ")
        row.payload.prefix.write(into: &out)
        out.append("\norigin: ")
        row.payload.asn.write(into: &out)
        out.append("\ndescr: RPKI attestation\nmnt-by: NA\ncreated: ")
        out.append(contentsOf: generated)
        out.append("\nlast-modified: ")
        out.append(contentsOf: generated)
        out.append("\nsource: ROA-")
        out.append(text: row.sources.trustAnchor?.uppercased() ?? "N/A")
        out.append("-RPKI-ROOT\n\n")
    }
}
