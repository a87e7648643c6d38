internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

extension RouteExplanation {
    /// The explanation as one JSON object.
    var json: String {
        JSONWriter.text { json in
            json.member("prefix", "\(prefix)")
            json.member("origin", "\(origin)")
            json.member("state", state.rawValue)
            json.array("covering", covering) { item, json in
                json.member("asn", "\(item.vrp.asn)")
                json.member("prefix", "\(item.vrp.prefix)")
                json.member("maxLength", item.vrp.maxLength)
                json.member("relation", item.relation.rawValue)
                json.array("objects", item.objects) { $0.writeMembers(to: &$1) }
            }
        }
    }
}

extension RouteExplanation.Object {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        switch source {
        case .exception(let path, let comment):
            json.member("type", "exception")
            json.member("path", path)
            json.member("comment", comment)
        case .object(let object):
            json.member("type", "object")
            json.member("trustAnchor", object.trustAnchor)
            json.member("uri", object.uri)
            json.member("expires", object.expires)
            json.array("chain", chain) { authority, json in
                json.member("subject", authority.subject)
                json.member("key", "\(authority.key)")
                json.member("certificate", authority.certificate)
                json.member("manifest", authority.manifest)
            }
        }
    }
}
