internal import TextFormats

/// Routinator's `summary`.
struct SummaryLayout: PayloadLayout {
    let generated: UnixTime
    let statistics: PayloadStatistics

    func appendHeader(to out: inout [UInt8]) {
        out.append("Summary at ")
        out.append(spaced: generated)
        out.append(" UTC\n")
        for trustAnchor in statistics.trustAnchors {
            out.append(text: trustAnchor.name)
            append(trustAnchor.counts, to: &out)
        }
        out.append("total")
        append(statistics.total, to: &out)
    }

    private func append(_ counts: PayloadStatistics.Counts, to out: inout [UInt8]) {
        out.append(": \n")
        append("            ROAs: ", counts.roas, nil, to: &out)
        append("            VRPs: ", counts.validPayloads.vrps, counts.finalPayloads.vrps, to: &out)
        append("    router certs: ", counts.routerCertificates, nil, to: &out)
        append("     router keys: ", counts.validPayloads.routerKeys, counts.finalPayloads.routerKeys, to: &out)
        append("           ASPAs: ", counts.validPayloads.aspas, counts.finalPayloads.aspas, to: &out)
    }

    private func append(_ label: StaticString, _ verified: Int, _ final: Int?, to out: inout [UInt8]) {
        out.append(label)
        out.append(decimal: verified, width: 7, fill: UInt8(ascii: " "))
        out.append(" verified")
        if let final {
            out.append(", ")
            out.append(decimal: final, width: 7, fill: UInt8(ascii: " "))
            out.append(" final")
        }
        out.append(";\n")
    }
}
