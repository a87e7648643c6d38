internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import TextFormats
internal import ValidatedPayloads

extension RouteRow {
    /// One JSON object, in a line of its own.
    func writeJSON(into out: inout [UInt8]) {
        JSONWriter.write(into: &out) { json in
            json.object(writeMembers)
            json.endLine()
        }
    }

    private func writeMembers(to json: inout JSONWriter) {
        json.name(plain: "time")
        json.number { $0.append(time: route.time) }
        json.name(plain: "peer")
        json.object { json in
            json.name(plain: "asn")
            json.string(plain: route.peer.asn.write)
            json.name(plain: "address")
            json.string(plain: route.peer.address.write)
        }
        if let source = route.source {
            if !source.router.isEmpty { json.member("router", source.router) }
            json.optionalMember("distinguisher", source.distinguisherText)
            json.optionalMember("table", source.table)
        }
        json.name(plain: "prefix")
        json.string(plain: route.prefix.write)
        json.name(plain: "asPath")
        json.string(plain: route.path.write)
        json.name(plain: "originASN")
        json.asn(assessment.origin)
        json.name(plain: "originValidity")
        json.object { json in
            json.name(plain: "state")
            json.string(assessment.originState.rawValue)
            json.name(plain: "covering")
            json.array(writeCovering)
        }
        json.name(plain: "pathValidity")
        if let path { json.object(path.writeMembers) } else { json.null() }
        json.name(plain: "onlyToCustomer")
        json.asn(route.onlyToCustomer)
        json.name(plain: "leak")
        if let leak = assessment.leak { json.string(leak.rawValue) } else { json.null() }
        json.name(plain: "bogon")
        json.array { json in
            if assessment.bogons.isEmpty { return }
            for name in assessment.bogons.names { json.string(name) }
        }
        json.name(plain: "invalid")
        json.boolean(assessment.isInvalid)
    }

    private func writeCovering(to json: inout JSONWriter) {
        // The words of `rpki explain`.
        for (vrps, relation) in [
            (covering.matched, "matched"), (covering.unmatchedLength, "too-long"), (covering.unmatchedAS, "other-as"),
        ] {
            for vrp in vrps {
                json.object { json in
                    json.name(plain: "asn")
                    json.asn(vrp.asn)
                    json.name(plain: "prefix")
                    json.string(plain: vrp.prefix.write)
                    json.name(plain: "maxLength")
                    json.number(vrp.maxLength)
                    json.name(plain: "relation")
                    json.string(relation)
                }
            }
        }
    }
}

extension PathValidity {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("state", state.rawValue)
        json.member("procedure", procedure.rawValue)
        json.member("defect", defect?.rawValue)
        json.array("hops", [upHop, downHop].compactMap(\.self)) { hop, json in
            json.name(plain: "customer")
            json.asn(hop.customer)
            json.name(plain: "provider")
            json.asn(hop.provider)
            json.member("authorization", hop.authorization.rawValue)
            json.name(plain: "aspa")
            if let aspa = hop.aspa { json.asns(aspa.providers) } else { json.null() }
        }
        json.name(plain: "suspects")
        json.asns(suspects)
        // Where ASPAs are missing, the hops say whose.
        json.member("advice", state == .invalid ? advice : nil)
    }
}

extension JSONWriter {
    /// `"AS64496"` or `null`
    fileprivate mutating func asn(_ asn: ASN?) {
        if let asn { string(plain: asn.write) } else { null() }
    }

    fileprivate mutating func asns(_ asns: [ASN]) {
        array { json in
            for asn in asns { json.asn(asn) }
        }
    }
}
