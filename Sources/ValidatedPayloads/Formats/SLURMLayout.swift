import NumberResources
import TextFormats

/// Routinator's `slurm` and `slurm2`: every payload as a local assertion, no filters.
struct SLURMLayout: PayloadLayout {
    /// Version 2, which alone has ASPAs.
    let hasASPAs: Bool

    func appendHeader(to out: inout [UInt8]) {
        out.append("{\n  \"slurmVersion\": ")
        out.append(hasASPAs ? "2" : "1")
        out.append(",\n  \"validationOutputFilters\": {\n    \"prefixFilters\": [ ],\n    \"bgpsecFilters\": [ ]")
        if hasASPAs { out.append(",\n    \"aspaFilters\": [ ]") }
        out.append("\n  },\n  \"locallyAddedAssertions\": {\n")
    }

    func appendStart(of section: PayloadSection, to out: inout [UInt8]) {
        switch section {
        case .vrps: out.append("    \"prefixAssertions\": [\n")
        case .routerKeys: out.append(",\n    \"bgpsecAssertions\": [\n")
        case .aspas: if hasASPAs { out.append(",\n    \"aspaAssertions\": [\n") }
        }
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        appendStart(asn: row.payload.asn, isFirst: isFirst, to: &out)
        out.append("        \"prefix\": \"")
        row.payload.prefix.write(into: &out)
        out.append("\",\n")
        if row.payload.maxLength > row.payload.prefix.length {
            out.append("        \"maxPrefixLength\": ")
            out.append(decimal: row.payload.maxLength)
            out.append(",\n")
        }
        appendComment(row.sources, to: &out)
    }

    func append(_ row: PayloadRow<RouterKey>, isFirst: Bool, to out: inout [UInt8]) {
        appendStart(asn: row.payload.asn, isFirst: isFirst, to: &out)
        out.append("        \"SKI\": \"")
        Base64.urlUnpadded.append(row.payload.subjectKeyIdentifier, to: &out)
        out.append("\",\n        \"routerPublicKey\": \"")
        Base64.urlUnpadded.append(row.payload.publicKey, to: &out)
        out.append("\",\n")
        appendComment(row.sources, to: &out)
    }

    func append(_ row: PayloadRow<ASPA>, isFirst: Bool, to out: inout [UInt8]) {
        guard hasASPAs else { return }
        // The blanks before some line ends are Routinator's.
        out.append(isFirst ? "      { \n" : ",\n      { \n")
        out.append("        \"customerAsn\": ")
        row.payload.customer.writeNumber(into: &out)
        out.append(", \n        \"providerAsns\": [")
        for (position, provider) in row.payload.providers.enumerated() {
            out.append(position == 0 ? "\n          " : ", \n          ")
            provider.writeNumber(into: &out)
        }
        out.append("\n        ],\n")
        appendComment(row.sources, to: &out)
    }

    func appendEnd(of section: PayloadSection, isEmpty: Bool, to out: inout [UInt8]) {
        if section != .aspas || hasASPAs { out.append("\n    ]") }
    }

    func appendFooter(to out: inout [UInt8]) {
        out.append("\n  }\n}\n")
    }

    private func appendStart(asn: ASN, isFirst: Bool, to out: inout [UInt8]) {
        out.append(isFirst ? "      {\n" : ",\n      {\n")
        out.append("        \"asn\": ")
        asn.writeNumber(into: &out)
        out.append(",\n")
    }

    private func appendComment(_ sources: PayloadSources, to out: inout [UInt8]) {
        out.append("        \"comment\": ")
        out.append(jsonString: sources.trustAnchor ?? "N/A")
        out.append("\n      }")
    }
}
