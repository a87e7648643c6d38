internal import HTTPService
internal import NumberResources
internal import TextFormats
internal import ValidatedPayloads

/// The bodies of `/json-delta`, in the layout of Routinator.
struct DeltaPortions: PortionedBody {
    /// Octets from which on a portion ends.
    private static let size = 1 << 16

    private struct List: Sendable {
        let name: StaticString
        let vrps: [VRP]
        let routerKeys: [RouterKey]
        let aspas: [ASPA]

        var count: Int { vrps.count + routerKeys.count + aspas.count }
    }

    private let current: VersionedPayloads
    /// The serial that the client has; `nil` for everything.
    private let serial: UInt32?
    private let lists: [List]
    private var hasBegun = false
    private var list = 0
    private var place = 0
    /// True if the name of the list is written.
    private var hasName = false

    /// The changes from `serial` to the current payloads.
    init(_ delta: PayloadDelta, from serial: UInt32, to current: VersionedPayloads) {
        self.current = current
        self.serial = serial
        lists = [
            List(
                name: "announced", vrps: delta.vrps.announced, routerKeys: delta.routerKeys.announced,
                aspas: delta.aspas.announced),
            List(
                name: "withdrawn", vrps: delta.vrps.withdrawn, routerKeys: delta.routerKeys.withdrawn,
                aspas: delta.aspas.withdrawn),
        ]
    }

    /// Everything that is current.
    init(resetTo current: VersionedPayloads) {
        let set = current.served.payloads
        self.current = current
        serial = nil
        lists = [List(name: "announced", vrps: set.vrps, routerKeys: set.routerKeys, aspas: set.aspas)]
    }

    mutating func appendPortion(to out: inout [UInt8]) -> Bool {
        let end = out.count + DeltaPortions.size
        if !hasBegun {
            hasBegun = true
            begin(&out)
        }
        while out.count < end {
            guard list < lists.count else {
                out.append("\n}\n")
                return false
            }
            append(lists[list], until: end, &out)
        }
        return true
    }

    private func begin(_ out: inout [UInt8]) {
        let time = UnixTime(current.served.date)
        out.append(serial == nil ? "{\n  \"reset\": true" : "{\n  \"reset\": false")
        out.append(",\n  \"session\": \"")
        out.append(decimal: current.session)
        out.append("\",\n  \"serial\": ")
        out.append(decimal: current.served.serial)
        out.append(",\n  \"generated\": ")
        out.append(decimal: time)
        out.append(",\n  \"generatedTime\": \"")
        out.append(iso: time)
        out.append("\"")
        guard let serial else { return }
        out.append(",\n  \"fromSerial\": ")
        out.append(decimal: serial)
    }

    private mutating func append(_ items: List, until end: Int, _ out: inout [UInt8]) {
        if !hasName {
            hasName = true
            out.append(",\n  \"")
            out.append(items.name)
            out.append("\": [")
        }
        while place < items.count, out.count < end {
            out.append(place == 0 ? "\n    {\n      \"type\": \"" : ",\n    {\n      \"type\": \"")
            let (keys, aspas) = (items.vrps.count, items.vrps.count + items.routerKeys.count)
            if place < keys {
                append(items.vrps[place], &out)
            } else if place < aspas {
                append(items.routerKeys[place - keys], &out)
            } else {
                append(items.aspas[place - aspas], &out)
            }
            place += 1
        }
        guard place == items.count else { return }
        out.append("\n  ]")
        (list, place, hasName) = (list + 1, 0, false)
    }

    private func append(_ vrp: VRP, _ out: inout [UInt8]) {
        out.append("routeOrigin\",\n      \"asn\": \"")
        vrp.asn.write(into: &out)
        out.append("\",\n      \"prefix\": \"")
        vrp.prefix.write(into: &out)
        out.append("\",\n      \"maxLength\": ")
        out.append(decimal: vrp.maxLength)
        out.append("\n    }")
    }

    private func append(_ key: RouterKey, _ out: inout [UInt8]) {
        out.append("routerKey\",\n      \"keyIdentifier\": \"")
        out.append(upperHex: key.subjectKeyIdentifier)
        out.append("\",\n      \"asn\": \"")
        key.asn.write(into: &out)
        out.append("\",\n      \"keyInfo\": \"")
        Base64.urlUnpadded.append(key.publicKey, to: &out)
        out.append("\"\n    }")
    }

    private func append(_ aspa: ASPA, _ out: inout [UInt8]) {
        out.append("aspa\",\n      \"customerAsn\": \"")
        aspa.customer.write(into: &out)
        out.append("\",\n      \"providerAsns\": [")
        for (place, provider) in aspa.providers.enumerated() {
            out.append(place == 0 ? "\"" : ", \"")
            provider.write(into: &out)
            out.append("\"")
        }
        out.append("]\n    }")
    }
}
