internal import NumberResources
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The answer to what a route's validity is, in the words and layout of Routinator.
struct ValidityAnswer {
    let validation: OriginValidation
    /// The clock of the run.
    let generated: Date

    init(_ published: PublishedPayloads) {
        validation = published.validation
        generated = published.served.date
    }

    /// `{"validated_route":…,"generatedTime":…}`
    func one(_ route: RouteQuery) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(1_024)
        out.append("{\n  \"validated_route\": ")
        append(route, depth: 1, to: &out)
        appendEnd(to: &out)
        return out
    }

    /// `{"validated_routes":[…],"generatedTime":…}`
    func list(_ routes: [RouteQuery]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(256 + routes.count * 640)
        out.append("{\n  \"validated_routes\": [")
        for (place, route) in routes.enumerated() {
            out.append(place == 0 ? "\n    " : ",\n    ")
            append(route, depth: 2, to: &out)
        }
        out.append("\n  ]")
        appendEnd(to: &out)
        return out
    }

    private func appendEnd(to out: inout [UInt8]) {
        out.append(",\n  \"generatedTime\": \"")
        out.append(iso: UnixTime(generated))
        out.append("\"\n}\n")
    }

    private func append(_ route: RouteQuery, depth: Int, to out: inout [UInt8]) {
        let validity = validation.validity(of: route.prefix, origin: route.origin).inRoutinatorsLists(route)
        func line(_ more: Int, _ text: StaticString) {
            out.append(UInt8(ascii: "\n"))
            for _ in 0..<depth + more { out.append("  ") }
            out.append(text)
        }
        out.append("{")
        line(1, "\"route\": {")
        line(2, "\"origin_asn\": \"")
        route.origin.write(into: &out)
        out.append("\",")
        line(2, "\"prefix\": \"")
        route.prefix.write(into: &out)
        out.append("\"")
        line(1, "},")
        line(1, "\"validity\": {")
        line(2, "\"state\": \"")
        out.append(text: validity.state.rawValue)
        out.append("\",")
        if let reason = validity.reason {
            line(2, "\"reason\": \"")
            out.append(reason)
            out.append("\",")
        }
        line(2, "\"description\": \"")
        out.append(validity.sentence)
        out.append("\",")
        line(2, "\"VRPs\": {")
        for (name, vrps, mark) in [
            ("\"matched\": [", validity.matched, ","), ("\"unmatched_as\": [", validity.unmatchedAS, ","),
            ("\"unmatched_length\": [", validity.unmatchedLength, ""),
        ] as [(StaticString, [VRP], StaticString)] {
            line(3, name)
            for (place, vrp) in vrps.enumerated() {
                if place > 0 { out.append(",") }
                line(4, "{")
                line(5, "\"asn\": \"")
                vrp.asn.write(into: &out)
                out.append("\",")
                line(5, "\"prefix\": \"")
                vrp.prefix.write(into: &out)
                out.append("\",")
                line(5, "\"max_length\": \"")
                out.append(decimal: vrp.maxLength)
                out.append("\"")
                line(4, "}")
            }
            line(3, "]")
            out.append(mark)
        }
        line(2, "}")
        line(1, "}")
        line(0, "}")
    }
}

extension RouteOriginValidity {
    /// The same with what is too short among the lengths, whatever its AS, as Routinator has it.
    fileprivate func inRoutinatorsLists(_ route: RouteQuery) -> RouteOriginValidity {
        var validity = self
        let isTooShort = { (vrp: VRP) in vrp.maxLength < route.prefix.length }
        guard unmatchedAS.contains(where: isTooShort) else { return self }
        validity.unmatchedAS.removeAll(where: isTooShort)
        validity.unmatchedLength += unmatchedAS.filter(isTooShort)
        validity.unmatchedLength.sort { ($0.prefix.length, $1) > ($1.prefix.length, $0) }
        return validity
    }

    /// What makes a route invalid, in Routinator's lists: its AS, when a VRP of another AS allows its length.
    fileprivate var reason: StaticString? {
        switch state {
        case .valid, .notFound: nil
        case .invalid: unmatchedAS.isEmpty ? "length" : "as"
        }
    }

    /// The sentences that the RIPE NCC's validator had, which programs compare.
    fileprivate var sentence: StaticString {
        switch state {
        case .valid: "At least one VRP Matches the Route Prefix"
        case .notFound: "No VRP Covers the Route Prefix"
        case .invalid:
            !unmatchedAS.isEmpty
                ? "At least one VRP Covers the Route Prefix, but no VRP ASN matches the route origin ASN"
                : """
                At least one VRP Covers the Route Prefix, but the Route Prefix length is greater than the maximum \
                length allowed by VRP(s) matching this route origin ASN
                """
        }
    }
}
