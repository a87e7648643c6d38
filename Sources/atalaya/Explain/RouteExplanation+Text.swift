internal import NumberResources
internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

extension RouteExplanation {
    /// The explanation for people.
    var text: String {
        var lines = ["\(prefix) from \(origin): \(state.rawValue)"]
        if covering.isEmpty { lines.append("  no VRP covers the prefix") }
        for item in covering {
            lines.append("  \(item.vrp.prefix) up to /\(item.vrp.maxLength) for \(item.vrp.asn): \(item.relation.text)")
            for object in item.objects { lines += object.lines.map { "    " + $0 } }
        }
        if let advice { lines.append(advice) }
        return lines.joined(separator: "\n")
    }

    /// A sentence on what would make the route valid; `nil` if it is.
    private var advice: String? {
        guard state != .valid else { return nil }
        if origin == 0 { return "A route from AS0 is never valid (RFC 7607)." }
        let tooLong = covering.first { $0.relation == .tooLong }
        var text = "If the route is legitimate, the holder of \(prefix) should create a ROA for \(origin), \(prefix), "
        text += "maximum length \(prefix.length)"
        if let vrp = tooLong?.vrp {
            text += ", or announce \(vrp.prefix) up to /\(vrp.maxLength), which is already authorized"
        }
        return text + "."
    }
}

extension RouteExplanation.Covering.Relation {
    fileprivate var text: String {
        switch self {
        case .matched: "matches"
        case .otherAS: "is for another AS"
        case .tooLong: "is for this AS, but the route's prefix is longer than it allows"
        }
    }
}

extension RouteExplanation.Object {
    fileprivate var lines: [String] {
        switch source {
        case .exception(let path, let comment):
            return ["asserted by \(path ?? "the operator")" + (comment.map { ": \($0.printable)" } ?? "")]
        case .object(let object):
            var lines = ["\((object.uri ?? "an object").printable)"]
            if let expires = object.expires { lines.append("  trusted until \(RFC3339(expires))") }
            for authority in chain {
                lines.append(
                    "  issued by \(authority.subject.printable), \(authority.certificate)"
                        + (authority.parent == nil ? ", trust anchor \(authority.trustAnchor)" : ""))
            }
            return lines
        }
    }
}
