internal import NIOCore
internal import NumberResources
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The bodies of `/json-delta`, in the layout of Routinator.
struct DeltaAnswer {
    private static let chunkSize = 1 << 16

    private var chunks: [ByteBuffer] = []
    private var out: [UInt8] = []

    /// What changed from `serial` to what is published.
    static func delta(_ delta: PayloadDelta, from serial: UInt32, to published: PublishedPayloads) -> [ByteBuffer] {
        var answer = DeltaAnswer()
        answer.begin(isReset: false, published)
        answer.out.append(",\n  \"fromSerial\": ")
        answer.out.append(decimal: serial)
        answer.list("announced", delta.vrps.announced, delta.routerKeys.announced, delta.aspas.announced)
        answer.list("withdrawn", delta.vrps.withdrawn, delta.routerKeys.withdrawn, delta.aspas.withdrawn)
        return answer.finish()
    }

    /// Everything that is published.
    static func reset(_ published: PublishedPayloads) -> [ByteBuffer] {
        let set = published.served.payloads
        var answer = DeltaAnswer()
        answer.begin(isReset: true, published)
        answer.list("announced", set.vrps, set.routerKeys, set.aspas)
        return answer.finish()
    }

    private mutating func begin(isReset: Bool, _ published: PublishedPayloads) {
        let time = UnixTime(published.served.date)
        out.append(isReset ? "{\n  \"reset\": true" : "{\n  \"reset\": false")
        out.append(",\n  \"session\": \"")
        out.append(decimal: published.session)
        out.append("\",\n  \"serial\": ")
        out.append(decimal: published.served.serial)
        out.append(",\n  \"generated\": ")
        out.append(decimal: time)
        out.append(",\n  \"generatedTime\": \"")
        out.append(iso: time)
        out.append("\"")
    }

    private mutating func list(_ name: StaticString, _ vrps: [VRP], _ keys: [RouterKey], _ aspas: [ASPA]) {
        out.append(",\n  \"")
        out.append(name)
        out.append("\": [")
        var isFirst = true
        for vrp in vrps {
            item("routeOrigin", &isFirst)
            out.append("\",\n      \"asn\": \"")
            vrp.asn.write(into: &out)
            out.append("\",\n      \"prefix\": \"")
            vrp.prefix.write(into: &out)
            out.append("\",\n      \"maxLength\": ")
            out.append(decimal: vrp.maxLength)
            out.append("\n    }")
        }
        for key in keys {
            item("routerKey", &isFirst)
            out.append("\",\n      \"keyIdentifier\": \"")
            out.append(upperHex: key.subjectKeyIdentifier)
            out.append("\",\n      \"asn\": \"")
            key.asn.write(into: &out)
            out.append("\",\n      \"keyInfo\": \"")
            Base64.urlUnpadded.append(key.publicKey, to: &out)
            out.append("\"\n    }")
        }
        for aspa in aspas {
            item("aspa", &isFirst)
            out.append("\",\n      \"customerAsn\": \"")
            aspa.customer.write(into: &out)
            out.append("\",\n      \"providerAsns\": [")
            for (place, provider) in aspa.providers.enumerated() {
                out.append(place == 0 ? "\"" : ", \"")
                provider.write(into: &out)
                out.append("\"")
            }
            out.append("]\n    }")
        }
        out.append("\n  ]")
    }

    private mutating func item(_ type: StaticString, _ isFirst: inout Bool) {
        out.append(isFirst ? "\n    {\n      \"type\": \"" : ",\n    {\n      \"type\": \"")
        out.append(type)
        isFirst = false
        if out.count >= DeltaAnswer.chunkSize { flush() }
    }

    private mutating func flush() {
        chunks.append(ByteBuffer(bytes: out))
        out.removeAll(keepingCapacity: true)
    }

    private mutating func finish() -> [ByteBuffer] {
        out.append("\n}\n")
        flush()
        return chunks
    }
}
