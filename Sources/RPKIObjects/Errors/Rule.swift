/// The sentence of a standard that a check stands on.
public struct Rule: Hashable, Sendable {
    /// "RFC 6487", "X.690", "draft-ietf-sidrops-aspa-profile".
    public let document: String
    /// "4.8.10"; empty where the document has no numbered section for it.
    public let section: String

    public init(_ document: String, _ section: String) {
        self.document = document
        self.section = section
    }
}

extension Rule: CustomStringConvertible {
    public var description: String {
        section.isEmpty ? document : "\(document) section \(section)"
    }
}

extension Rule {
    static func x690(_ section: String) -> Rule { Rule("X.690", section) }
    static func rfc3779(_ section: String) -> Rule { Rule("RFC 3779", section) }
    static func rfc5280(_ section: String) -> Rule { Rule("RFC 5280", section) }
    static func rfc5652(_ section: String) -> Rule { Rule("RFC 5652", section) }
    static func rfc6487(_ section: String) -> Rule { Rule("RFC 6487", section) }
    static func rfc6488(_ section: String) -> Rule { Rule("RFC 6488", section) }
    static func rfc6493(_ section: String) -> Rule { Rule("RFC 6493", section) }
    static func rfc7318(_ section: String) -> Rule { Rule("RFC 7318", section) }
    static func rfc7935(_ section: String) -> Rule { Rule("RFC 7935", section) }
    static func rfc8209(_ section: String) -> Rule { Rule("RFC 8209", section) }
    static func rfc8360(_ section: String) -> Rule { Rule("RFC 8360", section) }
    static func rfc8608(_ section: String) -> Rule { Rule("RFC 8608", section) }
    static func rfc8630(_ section: String) -> Rule { Rule("RFC 8630", section) }
    static func rfc9286(_ section: String) -> Rule { Rule("RFC 9286", section) }
    static func rfc9323(_ section: String) -> Rule { Rule("RFC 9323", section) }
    static func rfc9582(_ section: String) -> Rule { Rule("RFC 9582", section) }
    static func rfc9589(_ section: String) -> Rule { Rule("RFC 9589", section) }
    static func rfc9691(_ section: String) -> Rule { Rule("RFC 9691", section) }
    static func rfc9829(_ section: String) -> Rule { Rule("RFC 9829", section) }
    static func aspaProfile(_ section: String) -> Rule { Rule("draft-ietf-sidrops-aspa-profile", section) }
    static func prefixList(_ section: String) -> Rule { Rule("draft-ietf-sidrops-rpki-prefixlist", section) }
}
