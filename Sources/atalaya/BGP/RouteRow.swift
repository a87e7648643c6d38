internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import TextFormats
internal import ValidatedPayloads

/// A route with all that is said of it, to be written.
struct RouteRow {
    let route: CheckedRoute
    let assessment: RouteAssessment
    /// Empty where no VRP covers the prefix.
    let covering: RouteOriginValidity
    let path: PathValidity?

    static let tableHead: StaticString = """
        PREFIX             ORIGIN      ORIGIN-STATE PATH-STATE LEAK BOGON PEER-AS PEER-ADDRESS VRPS PATH

        """

    static let csvHead: StaticString = """
        time,peer_asn,peer_address,prefix,origin_asn,origin_state,path_state,path_reason,leak,bogon,vrps,as_path,\
        router,distinguisher,table

        """

    /// The columns of the head; what there is nothing to say of is `-`, so that every line has as many before the path.
    func writeTable(into out: inout [UInt8]) {
        column(18, into: &out) { route.prefix.write(into: &$0) }
        column(11, into: &out) { writeOrigin(into: &$0, missing: "-") }
        column(12, into: &out) { $0.append(text: assessment.originState.rawValue) }
        column(10, into: &out) { out in
            out.append(text: assessment.pathState?.rawValue ?? "-")
            guard path != nil else { return }
            out.append(UInt8(ascii: ":"))
            writeReason(into: &out, separator: UInt8(ascii: ","))
        }
        column(4, into: &out) { $0.append(text: assessment.leak?.rawValue ?? "-") }
        column(5, into: &out) { out in
            if assessment.bogons.isEmpty { return out.append(UInt8(ascii: "-")) }
            writeBogons(into: &out, separator: UInt8(ascii: ","))
        }
        column(7, into: &out) { route.peer.asn.write(into: &$0) }
        column(0, into: &out) { route.peer.address.write(into: &$0) }
        column(0, into: &out) { out in
            if covering.state == .notFound { return out.append(UInt8(ascii: "-")) }
            writeVRPs(into: &out, separator: UInt8(ascii: ","))
        }
        route.path.write(into: &out)
        out.append(UInt8(ascii: "\n"))
    }

    func writeCSV(into out: inout [UInt8]) {
        let comma = UInt8(ascii: ",")
        let space = UInt8(ascii: " ")
        out.append(time: route.time)
        out.append(comma)
        route.peer.asn.write(into: &out)
        out.append(comma)
        route.peer.address.write(into: &out)
        out.append(comma)
        route.prefix.write(into: &out)
        out.append(comma)
        writeOrigin(into: &out, missing: "")
        out.append(comma)
        out.append(text: assessment.originState.rawValue)
        out.append(comma)
        out.append(text: assessment.pathState?.rawValue ?? "")
        out.append(comma)
        writeReason(into: &out, separator: space)
        out.append(comma)
        out.append(text: assessment.leak?.rawValue ?? "")
        out.append(comma)
        writeBogons(into: &out, separator: space)
        out.append(comma)
        writeVRPs(into: &out, separator: space)
        out.append(comma)
        route.path.writeField(into: &out)
        for field in [route.source?.router, route.source?.distinguisherText, route.source?.table] {
            out.append(comma)
            out.append(csvField: field ?? "")
        }
        out.append(UInt8(ascii: "\n"))
    }

    private func column(_ width: Int, into out: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        let start = out.count
        body(&out)
        out.append(UInt8(ascii: " "))
        while out.count - start <= width { out.append(UInt8(ascii: " ")) }
    }

    private func writeOrigin(into out: inout [UInt8], missing: StaticString) {
        if let origin = assessment.origin { origin.write(into: &out) } else { out.append(missing) }
    }

    private func writeBogons(into out: inout [UInt8], separator: UInt8) {
        if assessment.bogons.isEmpty { return }
        for (index, name) in assessment.bogons.names.enumerated() {
            if index > 0 { out.append(separator) }
            out.append(text: name)
        }
    }

    /// The defect, or each hop that an ASPA denies as `AS64500>AS64501`.
    private func writeReason(into out: inout [UInt8], separator: UInt8) {
        guard let path else { return }
        if let defect = path.defect { return out.append(text: defect.rawValue) }
        var isFirst = true
        for hop in [path.upHop, path.downHop].compactMap(\.self) {
            if !isFirst { out.append(separator) }
            isFirst = false
            hop.customer.write(into: &out)
            out.append(UInt8(ascii: ">"))
            hop.provider.write(into: &out)
        }
    }

    /// Each as `192.0.2.0/24-26=AS64496`: prefix, maximum length, AS; those that match first.
    private func writeVRPs(into out: inout [UInt8], separator: UInt8) {
        var isFirst = true
        for vrps in [covering.matched, covering.unmatchedLength, covering.unmatchedAS] {
            for vrp in vrps {
                if !isFirst { out.append(separator) }
                isFirst = false
                vrp.prefix.write(into: &out)
                out.append(UInt8(ascii: "-"))
                out.append(decimal: vrp.maxLength)
                out.append(UInt8(ascii: "="))
                vrp.asn.write(into: &out)
            }
        }
    }
}

extension ASPath {
    /// The AS numbers with blanks between; sets in braces, confederations in parentheses, their sets in brackets (as bgpdump).
    func write(into out: inout [UInt8]) {
        if runs.isEmpty { return ASPath.write(asns[...], separator: UInt8(ascii: " "), into: &out) }
        for (index, segment) in segments.enumerated() {
            if index > 0 { out.append(UInt8(ascii: " ")) }
            switch segment.kind {
            case .sequence: ASPath.write(segment.asns, separator: UInt8(ascii: " "), into: &out)
            case .set: ASPath.write(segment.asns, in: ("{", "}"), separator: UInt8(ascii: ","), into: &out)
            case .confederationSequence:
                ASPath.write(segment.asns, in: ("(", ")"), separator: UInt8(ascii: " "), into: &out)
            case .confederationSet:
                ASPath.write(segment.asns, in: ("[", "]"), separator: UInt8(ascii: ","), into: &out)
            }
        }
    }

    /// The same as a field of CSV: in quotes where a set has commas.
    func writeField(into out: inout [UInt8]) {
        let hasComma = hasSet
        if hasComma { out.append(UInt8(ascii: "\"")) }
        write(into: &out)
        if hasComma { out.append(UInt8(ascii: "\"")) }
    }

    private static func write(_ asns: ArraySlice<ASN>, separator: UInt8, into out: inout [UInt8]) {
        for index in asns.indices {
            if index > asns.startIndex { out.append(separator) }
            asns[index].writeNumber(into: &out)
        }
    }

    private static func write(
        _ asns: ArraySlice<ASN>, in brackets: (StaticString, StaticString), separator: UInt8, into out: inout [UInt8]
    ) {
        out.append(brackets.0)
        write(asns, separator: separator, into: &out)
        out.append(brackets.1)
    }
}

extension [UInt8] {
    /// Seconds since 1970, with a fraction where there is one.
    mutating func append(time: BGPTime) {
        append(decimal: time.seconds)
        if time.fraction == 0 { return }
        append(UInt8(ascii: "."))
        append(decimal: time.fraction, width: 6)
    }
}
