import FoundationEssentials
import RouteSecurity

/// An alert with all that pages show of one.
enum AlertSample {
    /// - Parameter name: What the origin's contact calls itself; comes from outside.
    static func alert(_ alertClass: AlertClass = .exactPrefixOrigin, contact: String = "noc@example.net") throws
        -> RouteAlert
    {
        let text = #"""
            {"id": "00112233445566aa", "raised": 1773644100000000, "changed": 1773644160000000, "state": "active",
             "severity": "high", "summary": "AS64666 originates our prefix 192.0.2.0/24", "reopened": 0, "isDowngraded": false,
             "key": {"offender": "AS64666", "alertClass": "CLASS", "subject": "prefix 192.0.2.0/24"},
             "confidence": {"level": "high", "reasons": ["seen by 3 of 10 peers"]},
             "evidence": {"firstSeen": 1773644100000000, "lastSeen": 1773644160000000, "prefixCount": 1, "peerCount": 3,
              "peersWithRoute": 3, "announcements": 3, "isTruncated": false, "prefixes": ["192.0.2.0/24"],
              "paths": ["64501 64666"], "findings": {"rpki": "invalid"}, "ipv4": {"peers": 3, "of": 10, "fullTable": true},
              "peers": [{"feed": "collector", "address": "10.0.0.1", "asn": "AS64501", "firstSeen": 1773644100000000,
               "lastSeen": 1773644160000000, "hasRoute": true, "prefix": "192.0.2.0/24", "path": "64501 64666"}],
              "roas": [{"prefix": "192.0.2.0/24", "maxLength": 24, "asn": "AS64500", "trustAnchor": "faro"}]},
             "campaign": {"count": 1, "active": 1, "subjects": 1, "offenders": 1, "members": [{"subject": "prefix 192.0.2.0/24",
              "alertClass": "CLASS", "offender": "AS64666", "first": 1773644100000000, "last": 1773644160000000,
              "spread": {"peers": 3, "of": 10, "fullTable": true}, "validity": "rpki invalid", "isActive": true}]},
             "actions": [
              {"kind": "create-roa", "text": "Create a ROA.", "prefixes": ["192.0.2.0/24"], "maxLength": 24, "asn": "AS64500", "providers": []},
              {"kind": "inspect", "text": "Look into it.", "prefixes": [], "providers": []},
              {"kind": "contact", "text": "Call AS64666.", "prefixes": [], "asn": "AS64666", "providers": [], "contact": CONTACT}]}
            """#
        let contact = String(decoding: try JSONEncoder().encode([contact]), as: UTF8.self).dropFirst().dropLast()
        let filled = text.replacing("CLASS", with: alertClass.rawValue).replacing("CONTACT", with: contact)
        return try JSONDecoder().decode(RouteAlert.self, from: Data(filled.utf8))
    }
}
