internal import NumberResources
internal import RPKIObjects
internal import TextFormats
internal import ValidatedPayloads

/// The answer to why a route is valid, invalid or not found.
struct ExplainAnswer {
    let route: RouteQuery
    let current: VersionedPayloads
    let rejections: RejectionList?
    /// VRPs, and rejected objects, that are listed.
    let limit: Int

    func body() -> [UInt8] {
        let validity = current.validation.validity(of: route.prefix, origin: route.origin)
        let covering =
            validity.matched.map { ($0, "matched") } + validity.unmatchedAS.map { ($0, "other-as") }
            + validity.unmatchedLength.map { ($0, "too-long") }
        let rejected = rejections?.concerning(route.prefix, limit: limit) ?? []
        return JSONWriter.object(.indented) { json in
            json.member("asn", "\(route.origin)")
            json.member("prefix", "\(route.prefix)")
            json.member("state", validity.state.rawValue)
            json.member("serial", current.served.serial)
            json.member("date", current.served.date)
            json.member("covering", covering.count)
            json.array("vrps", covering.prefix(limit)) { entry, json in
                let (vrp, relation) = entry
                let sources = current.served.payloads.sources(of: vrp)
                json.member("asn", "\(vrp.asn)")
                json.member("prefix", "\(vrp.prefix)")
                json.member("maxLength", vrp.maxLength)
                json.member("relation", relation)
                json.member("trustAnchor", sources?.trustAnchor)
                json.member("expires", sources?.first?.expires)
            }
            json.array("rejected", rejected) { entry, json in
                json.members(of: entry.row)
                switch entry.claim {
                case .origins(let asn, let addresses):
                    json.member("asn", "\(asn)")
                    json.array("prefixes", addresses.filter { $0.prefix.covers(route.prefix) }.prefix(limit)) {
                        $1.member("prefix", "\($0.prefix)")
                        $1.member("maxLength", $0.maxLength)
                    }
                case .authority:
                    json.member("asn", nil as String?)
                    json.array("prefixes", [] as [RouteOriginAuthorization.Address]) { _, _ in }
                }
            }
        }
    }
}
