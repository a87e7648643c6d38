import NumberResources
import TextFormats

/// rpki-client's `json`. A payload that never expires, which rpki-client does not have, has no `expires`; one without trust
/// anchor has no `ta`.
struct RPKIClientJSONLayout: PayloadLayout {
    let generated: UnixTime
    let statistics: PayloadStatistics

    func appendHeader(to out: inout [UInt8]) {
        out.append("{\n\t\"metadata\": {\n")
        appendMetadata(to: &out)
        out.append("\n\t}")
    }

    func appendStart(of section: PayloadSection, to out: inout [UInt8]) {
        switch section {
        case .vrps: out.append(",\n\t\"roas\": [\n")
        case .routerKeys: out.append(",\n\t\"bgpsec_keys\": [\n")
        case .aspas: out.append(",\n\t\"aspas\": [\n")
        }
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(isFirst ? "\t\t{ \"asn\": " : ",\n\t\t{ \"asn\": ")
        row.payload.asn.writeNumber(into: &out)
        out.append(", \"prefix\": \"")
        row.payload.prefix.write(into: &out)
        out.append("\", \"maxLength\": ")
        out.append(decimal: row.payload.maxLength)
        if let trustAnchor = row.sources.trustAnchor {
            out.append(", \"ta\": ")
            out.append(jsonString: trustAnchor)
        }
        if let expires = row.sources.expires {
            out.append(", \"expires\": ")
            out.append(decimal: expires)
        }
        out.append(" }")
    }

    func append(_ row: PayloadRow<RouterKey>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(isFirst ? "\t\t{\n\t\t\t\"asn\": " : ",\n\t\t{\n\t\t\t\"asn\": ")
        row.payload.asn.writeNumber(into: &out)
        out.append(",\n\t\t\t\"ski\": \"")
        out.append(upperHex: row.payload.subjectKeyIdentifier)
        out.append("\",\n\t\t\t\"pubkey\": \"")
        Base64.standard.append(row.payload.publicKey, to: &out)
        out.append(UInt8(ascii: "\""))
        if let trustAnchor = row.sources.trustAnchor {
            out.append(",\n\t\t\t\"ta\": ")
            out.append(jsonString: trustAnchor)
        }
        if let expires = row.sources.expires {
            out.append(",\n\t\t\t\"expires\": ")
            out.append(decimal: expires)
        }
        out.append("\n\t\t}")
    }

    func append(_ row: PayloadRow<ASPA>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(isFirst ? "\t\t{ \"customer_asid\": " : ",\n\t\t{ \"customer_asid\": ")
        row.payload.customer.writeNumber(into: &out)
        if let expires = row.sources.expires {
            out.append(", \"expires\": ")
            out.append(decimal: expires)
        }
        out.append(", \"providers\": [ ")
        for (position, provider) in row.payload.providers.enumerated() {
            if position > 0 { out.append(", ") }
            provider.writeNumber(into: &out)
        }
        out.append(" ] }")
    }

    func appendEnd(of section: PayloadSection, isEmpty: Bool, to out: inout [UInt8]) {
        out.append("\n\t]")
        if section == .routerKeys { appendNonFunctionalCAs(to: &out) }
    }

    func appendFooter(to out: inout [UInt8]) {
        out.append("\n}\n")
    }

    private func appendNonFunctionalCAs(to out: inout [UInt8]) {
        out.append(",\n\t\"nonfunc_cas\": [\n")
        for (position, authority) in statistics.nonFunctionalCAs.enumerated() {
            out.append(position == 0 ? "\t\t{ \"location\": " : ",\n\t\t{ \"location\": ")
            out.append(jsonString: authority.location)
            out.append(", \"ta\": ")
            out.append(jsonString: authority.trustAnchor)
            out.append(", \"caRepository\": ")
            out.append(jsonString: authority.caRepository)
            out.append(", \"rpkiManifest\": ")
            out.append(jsonString: authority.manifest)
            out.append(", \"ski\": \"")
            out.append(upperHex: authority.subjectKeyIdentifier)
            out.append("\" }")
        }
        out.append("\n\t]")
    }
}
