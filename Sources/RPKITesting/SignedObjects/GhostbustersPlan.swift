/// The content of a Ghostbusters record: a vCard of few properties (RFC 6493 section 5).
public struct GhostbustersPlan: Hashable, Sendable {
    /// The lines between BEGIN:VCARD and END:VCARD, without their ends.
    public var properties: [String]
    /// The end of a line.
    public var lineEnd = "\r\n"

    public init(name: String, organization: String? = nil, telephone: String? = nil, email: String? = nil) {
        let optional = [("ORG", organization), ("TEL;VALUE=uri", telephone.map { "tel:" + $0 }), ("EMAIL", email)]
        properties = ["VERSION:4.0", "FN:" + name] + optional.compactMap { key, value in value.map { key + ":" + $0 } }
    }

    func encoded() -> [UInt8] {
        Array((["BEGIN:VCARD"] + properties + ["END:VCARD"]).map { $0 + lineEnd }.joined().utf8)
    }
}
