import NumberResources
import TextFormats

/// Routinator's `json` and `jsonext`: each selected kind of payload has its list, also when that is empty.
struct JSONLayout: PayloadLayout {
    let generated: UnixTime
    let isExtended: Bool
    let kinds: PayloadKinds

    init(_ generated: UnixTime, isExtended: Bool, _ kinds: PayloadKinds) {
        self.generated = generated
        self.isExtended = isExtended
        self.kinds = kinds
    }

    func appendHeader(to out: inout [UInt8]) {
        out.append("{\n  \"metadata\": {\n    \"generated\": ")
        out.append(decimal: generated)
        out.append(",\n    \"generatedTime\": \"")
        out.append(iso: generated)
        out.append("\"\n  }")
    }

    func appendStart(of section: PayloadSection, to out: inout [UInt8]) {
        guard kinds.contains(section.kind) else { return }
        switch section {
        case .vrps: out.append(",\n  \"roas\": [\n")
        case .routerKeys: out.append(",\n  \"routerKeys\": [\n")
        case .aspas: out.append(",\n  \"aspas\": [\n")
        }
    }

    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {
        if !isFirst { out.append(",\n") }
        out.append("    { \"asn\": \"")
        row.payload.asn.write(into: &out)
        out.append("\", \"prefix\": \"")
        row.payload.prefix.write(into: &out)
        out.append("\", \"maxLength\": ")
        out.append(decimal: row.payload.maxLength)
        appendSources(row.sources, objectType: "roa", to: &out)
    }

    func append(_ row: PayloadRow<RouterKey>, isFirst: Bool, to out: inout [UInt8]) {
        if !isFirst { out.append(",\n") }
        out.append("    { \"asn\": \"")
        row.payload.asn.write(into: &out)
        out.append("\", \"SKI\": \"")
        out.append(upperHex: row.payload.subjectKeyIdentifier)
        out.append("\", \"routerPublicKey\": \"")
        Base64.urlUnpadded.append(row.payload.publicKey, to: &out)
        out.append(UInt8(ascii: "\""))
        appendSources(row.sources, objectType: "cer", to: &out)
    }

    func append(_ row: PayloadRow<ASPA>, isFirst: Bool, to out: inout [UInt8]) {
        if !isFirst { out.append(",\n") }
        out.append("    { \"customer\": \"")
        row.payload.customer.write(into: &out)
        out.append("\", \"providers\": [")
        for (position, provider) in row.payload.providers.enumerated() {
            out.append(position == 0 ? "\"" : ", \"")
            provider.write(into: &out)
            out.append(UInt8(ascii: "\""))
        }
        out.append("]")
        appendSources(row.sources, objectType: "aspa", to: &out)
    }

    func appendEnd(of section: PayloadSection, isEmpty: Bool, to out: inout [UInt8]) {
        if kinds.contains(section.kind) { out.append("\n  ]") }
    }

    func appendFooter(to out: inout [UInt8]) {
        out.append("\n}\n")
    }
}

extension JSONLayout {
    private func appendSources(_ sources: PayloadSources, objectType: StaticString, to out: inout [UInt8]) {
        if !isExtended {
            out.append(", \"ta\": ")
            out.append(jsonString: sources.trustAnchor ?? "N/A")
            out.append(" }")
            return
        }
        out.append(", \"source\": [")
        for (position, source) in sources.enumerated() {
            out.append(position == 0 ? " { \"type\": \"" : ",  { \"type\": \"")
            switch source {
            case .object(let object):
                out.append(objectType)
                appendObject(object, to: &out)
            case .exception(let path, let comment):
                out.append("exception\", \"path\": ")
                append(path, to: &out)
                if let comment {
                    out.append(", \"comment\": ")
                    out.append(jsonString: comment)
                }
            }
            out.append(" }")
        }
        out.append("] }")
    }

    private func appendObject(_ object: PayloadSource.Object, to out: inout [UInt8]) {
        out.append("\", \"uri\": ")
        append(object.uri, to: &out)
        out.append(", \"tal\": ")
        out.append(jsonString: object.trustAnchor)
        if let validity = object.validity {
            out.append(", \"validity\": ")
            append(validity, to: &out)
        }
        if let chainValidity = object.chainValidity {
            out.append(", \"chainValidity\": ")
            append(chainValidity, to: &out)
        }
        if let stale = object.stale {
            out.append(", \"stale\": \"")
            out.append(iso: UnixTime(stale))
            out.append(UInt8(ascii: "\""))
        }
    }

    private func append(_ text: String?, to out: inout [UInt8]) {
        if let text { out.append(jsonString: text) } else { out.append("null") }
    }

    private func append(_ validity: PayloadValidity, to out: inout [UInt8]) {
        out.append("{ \"notBefore\": \"")
        out.append(iso: UnixTime(validity.notBefore))
        out.append("\", \"notAfter\": \"")
        out.append(iso: UnixTime(validity.notAfter))
        out.append("\" }")
    }
}
