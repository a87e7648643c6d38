internal import NumberResources
internal import TextFormats
internal import ValidatedPayloads

extension PayloadDelta {
    /// A line for each payload that is more or fewer.
    var text: String {
        var lines: [String] = []
        lines += vrps.withdrawn.map { "- " + $0.line } + vrps.announced.map { "+ " + $0.line }
        lines += aspas.withdrawn.map { "- " + $0.line } + aspas.announced.map { "+ " + $0.line }
        lines += routerKeys.withdrawn.map { "- " + $0.line } + routerKeys.announced.map { "+ " + $0.line }
        return lines.map { $0 + "\n" }.joined()
    }

    /// One JSON object with the members `announced` and `withdrawn`.
    var json: String {
        JSONWriter.text { json in
            json.object("announced") { json in
                PayloadDelta.write(vrps.announced, aspas.announced, routerKeys.announced, to: &json)
            }
            json.object("withdrawn") { json in
                PayloadDelta.write(vrps.withdrawn, aspas.withdrawn, routerKeys.withdrawn, to: &json)
            }
        }
    }

    private static func write(_ vrps: [VRP], _ aspas: [ASPA], _ keys: [RouterKey], to json: inout JSONWriter) {
        json.array("roas", vrps) { vrp, json in
            json.member("asn", "\(vrp.asn)")
            json.member("prefix", "\(vrp.prefix)")
            json.member("maxLength", vrp.maxLength)
        }
        json.array("aspas", aspas) { aspa, json in
            json.member("customer", "\(aspa.customer)")
            json.array("providers", texts: aspa.providers.map(\.description))
        }
        json.array("routerKeys", keys) { key, json in
            json.member("asn", "\(key.asn)")
            json.member("SKI", key.identifier)
        }
    }
}

extension VRP {
    fileprivate var line: String { "vrp \(prefix) up to /\(maxLength) for \(asn)" }
}

extension ASPA {
    fileprivate var line: String { "aspa \(customer): \(providers.map(\.description).joined(separator: " "))" }
}

extension RouterKey {
    fileprivate var identifier: String { subjectKeyIdentifier.hexadecimal(uppercase: true) }

    fileprivate var line: String { "router-key \(asn) \(identifier)" }
}
