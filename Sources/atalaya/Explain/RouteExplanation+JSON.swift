internal import FoundationEssentials
internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

extension RouteExplanation {
    /// The explanation as one JSON object.
    var json: String {
        let items = covering.map { item in
            """
            {"asn":"\(item.vrp.asn)","prefix":"\(item.vrp.prefix)","maxLength":\(item.vrp.maxLength),\
            "relation":"\(item.relation.rawValue)","objects":[\(item.objects.map(\.json).joined(separator: ","))]}
            """
        }
        return """
            {"prefix":"\(prefix)","origin":"\(origin)","state":"\(state.rawValue)",\
            "covering":[\(items.joined(separator: ","))]}
            """
    }
}

extension RouteExplanation.Object {
    fileprivate var json: String {
        switch source {
        case .exception(let path, let comment):
            return """
                {"type":"exception","path":\(path.map(\.jsonString) ?? "null"),\
                "comment":\(comment.map(\.jsonString) ?? "null")}
                """
        case .object(let object):
            let chain = chain.map { authority in
                """
                {"subject":\(authority.subject.jsonString),"key":"\(authority.key)",\
                "certificate":\(authority.certificate.jsonString),"manifest":\(authority.manifest.jsonString)}
                """
            }
            return """
                {"type":"object","trustAnchor":\(object.trustAnchor.jsonString),\
                "uri":\(object.uri.map(\.jsonString) ?? "null"),\
                "expires":\(object.expires.map { RFC3339($0).description.jsonString } ?? "null"),\
                "chain":[\(chain.joined(separator: ","))]}
                """
        }
    }
}
