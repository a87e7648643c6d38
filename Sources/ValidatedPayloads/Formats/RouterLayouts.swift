import NumberResources
import TextFormats

/// Routinator's `openbgpd`: a `roa-set` of bgpd.conf.
struct OpenBGPDLayout: PayloadLayout {
    func appendHeader(to out: inout [UInt8]) {
        out.append("roa-set {\n")
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append("    ")
        row.payload.prefix.write(into: &out)
        if row.payload.maxLength > row.payload.prefix.length {
            out.append(" maxlen ")
            out.append(decimal: row.payload.maxLength)
        }
        out.append(" source-as ")
        row.payload.asn.writeNumber(into: &out)
        out.append(UInt8(ascii: "\n"))
    }

    func appendFooter(to out: inout [UInt8]) {
        out.append("}\n")
    }
}

/// Routinator's `bird1` and `bird2`, which differ in the first word.
struct BIRDLayout: PayloadLayout {
    let keyword: StaticString

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        out.append(keyword)
        row.payload.prefix.write(into: &out)
        out.append(" max ")
        out.append(decimal: row.payload.maxLength)
        out.append(" as ")
        row.payload.asn.writeNumber(into: &out)
        out.append(";\n")
    }
}
