internal import NumberResources
internal import RPKIObjects
internal import RPKIValidation
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
        func members(_ vrps: [VRP], _ aspas: [ASPA], _ keys: [RouterKey]) -> String {
            """
            {"roas":[\(vrps.map(\.json).joined(separator: ","))],\
            "aspas":[\(aspas.map(\.json).joined(separator: ","))],\
            "routerKeys":[\(keys.map(\.json).joined(separator: ","))]}
            """
        }
        return """
            {"announced":\(members(vrps.announced, aspas.announced, routerKeys.announced)),\
            "withdrawn":\(members(vrps.withdrawn, aspas.withdrawn, routerKeys.withdrawn))}
            """
    }
}

extension VRP {
    fileprivate var line: String { "vrp \(prefix) up to /\(maxLength) for \(asn)" }

    fileprivate var json: String {
        "{\"asn\":\"\(asn)\",\"prefix\":\"\(prefix)\",\"maxLength\":\(maxLength)}"
    }
}

extension ASPA {
    fileprivate var line: String { "aspa \(customer): \(providers.map(\.description).joined(separator: " "))" }

    fileprivate var json: String {
        let names = providers.map { "\"\($0)\"" }.joined(separator: ",")
        return "{\"customer\":\"\(customer)\",\"providers\":[\(names)]}"
    }
}

extension RouterKey {
    private var identifier: String { subjectKeyIdentifier.hexadecimal(uppercase: true) }

    fileprivate var line: String { "router-key \(asn) \(identifier)" }

    fileprivate var json: String { "{\"asn\":\"\(asn)\",\"SKI\":\"\(identifier)\"}" }
}
