internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import TextFormats
internal import ValidatedPayloads

extension RouteRow {
    /// One JSON object, in a line of its own.
    func writeJSON(into out: inout [UInt8]) {
        out.append("{\"time\":")
        out.append(time: route.time)
        out.append(",\"peer\":{\"asn\":\"")
        route.peer.asn.write(into: &out)
        out.append("\",\"address\":\"")
        route.peer.address.write(into: &out)
        out.append("\"},\"prefix\":\"")
        route.prefix.write(into: &out)
        out.append("\",\"asPath\":\"")
        route.path.write(into: &out)
        out.append("\",\"originASN\":")
        out.append(json: assessment.origin)
        out.append(",\"originValidity\":{\"state\":\"")
        out.append(text: assessment.originState.rawValue)
        out.append("\",\"covering\":[")
        writeCovering(into: &out)
        out.append("]},\"pathValidity\":")
        if let path { path.writeJSON(into: &out) } else { out.append("null") }
        out.append(",\"onlyToCustomer\":")
        out.append(json: route.onlyToCustomer)
        out.append(",\"leak\":")
        if let leak = assessment.leak { out.append(jsonString: leak.rawValue) } else { out.append("null") }
        out.append(",\"bogon\":[")
        if !assessment.bogons.isEmpty {
            for (index, name) in assessment.bogons.names.enumerated() {
                if index > 0 { out.append(",") }
                out.append(jsonString: name)
            }
        }
        out.append(assessment.isInvalid ? "],\"invalid\":true}\n" : "],\"invalid\":false}\n")
    }

    private func writeCovering(into out: inout [UInt8]) {
        var isFirst = true
        // The words of `rpki explain`.
        for (vrps, relation) in [
            (covering.matched, "matched"), (covering.unmatchedLength, "too-long"), (covering.unmatchedAS, "other-as"),
        ] as [([VRP], StaticString)] {
            for vrp in vrps {
                out.append(isFirst ? "{\"asn\":\"" : ",{\"asn\":\"")
                isFirst = false
                vrp.asn.write(into: &out)
                out.append("\",\"prefix\":\"")
                vrp.prefix.write(into: &out)
                out.append("\",\"maxLength\":")
                out.append(decimal: vrp.maxLength)
                out.append(",\"relation\":\"")
                out.append(relation)
                out.append("\"}")
            }
        }
    }
}

extension PathValidity {
    fileprivate func writeJSON(into out: inout [UInt8]) {
        out.append("{\"state\":\"")
        out.append(text: state.rawValue)
        out.append("\",\"procedure\":\"")
        out.append(text: procedure.rawValue)
        out.append("\",\"defect\":")
        if let defect { out.append(jsonString: defect.rawValue) } else { out.append("null") }
        out.append(",\"hops\":[")
        for (index, hop) in [upHop, downHop].compactMap(\.self).enumerated() {
            if index > 0 { out.append(",") }
            out.append("{\"customer\":")
            out.append(json: hop.customer)
            out.append(",\"provider\":")
            out.append(json: hop.provider)
            out.append(",\"authorization\":\"")
            out.append(text: hop.authorization.rawValue)
            out.append("\",\"aspa\":")
            if let aspa = hop.aspa { out.append(json: aspa.providers) } else { out.append("null") }
            out.append("}")
        }
        out.append("],\"suspects\":")
        out.append(json: suspects)
        out.append(",\"advice\":")
        // Where ASPAs are missing, the hops say whose.
        if state == .invalid, let advice { out.append(jsonString: advice) } else { out.append("null") }
        out.append("}")
    }
}

extension [UInt8] {
    /// `"AS64496"` or `null`
    fileprivate mutating func append(json asn: ASN?) {
        guard let asn else { return append("null") }
        append(UInt8(ascii: "\""))
        asn.write(into: &self)
        append(UInt8(ascii: "\""))
    }

    fileprivate mutating func append(json asns: [ASN]) {
        append(UInt8(ascii: "["))
        for (index, asn) in asns.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(json: asn)
        }
        append(UInt8(ascii: "]"))
    }
}
