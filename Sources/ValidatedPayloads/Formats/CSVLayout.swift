import NumberResources
import TextFormats

/// Routinator's `csv`.
struct CSVLayout: PayloadLayout {
    func appendHeader(to out: inout [UInt8]) {
        out.append("ASN,IP Prefix,Max Length,Trust Anchor\n")
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(fieldsOf: row.payload)
        out.append(csvField: row.sources.trustAnchor ?? "N/A")
        out.append(UInt8(ascii: "\n"))
    }
}

/// Routinator's `csvcompat`: the form of the RIPE NCC's validator.
struct QuotedCSVLayout: PayloadLayout {
    func appendHeader(to out: inout [UInt8]) {
        out.append("\"ASN\",\"IP Prefix\",\"Max Length\",\"Trust Anchor\"\n")
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        row.payload.asn.write(into: &out)
        out.append("\",\"")
        row.payload.prefix.write(into: &out)
        out.append("\",\"")
        out.append(decimal: row.payload.maxLength)
        out.append("\",")
        out.append(quotedCSVField: row.sources.trustAnchor ?? "N/A")
        out.append(UInt8(ascii: "\n"))
    }
}

/// Routinator's `csvext`: of several sources, the first.
struct ExtendedCSVLayout: PayloadLayout {
    func appendHeader(to out: inout [UInt8]) {
        out.append("URI,ASN,IP Prefix,Max Length,Not Before,Not After\n")
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        var object: PayloadSource.Object?
        if case .object(let source) = row.sources[0] { object = source }
        out.append(csvField: object?.uri ?? "N/A")
        out.append(UInt8(ascii: ","))
        out.append(fieldsOf: row.payload)
        if let validity = object?.validity {
            out.append(spaced: UnixTime(validity.notBefore))
            out.append(UInt8(ascii: ","))
            out.append(spaced: UnixTime(validity.notAfter))
        } else {
            out.append("N/A,N/A")
        }
        out.append(UInt8(ascii: "\n"))
    }
}

/// rpki-client's `csv`. A row that never expires, which rpki-client does not have, leaves the last field empty.
struct RPKIClientCSVLayout: PayloadLayout {
    func appendHeader(to out: inout [UInt8]) {
        out.append("ASN,IP Prefix,Max Length,Trust Anchor,Expires\n")
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(fieldsOf: row.payload)
        out.append(csvField: row.sources.trustAnchor ?? "N/A")
        out.append(UInt8(ascii: ","))
        if let expires = row.sources.expires { out.append(decimal: expires) }
        out.append(UInt8(ascii: "\n"))
    }
}

extension [UInt8] {
    /// AS number, prefix and maximum length of a VRP, a comma after each.
    fileprivate mutating func append(fieldsOf vrp: VRP) {
        vrp.asn.write(into: &self)
        append(UInt8(ascii: ","))
        vrp.prefix.write(into: &self)
        append(UInt8(ascii: ","))
        append(decimal: vrp.maxLength)
        append(UInt8(ascii: ","))
    }
}
