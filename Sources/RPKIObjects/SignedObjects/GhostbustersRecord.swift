internal import NumberResources

/// A Ghostbusters record (RFC 6493): whom to call when something is wrong with a CA, as a vCard.
///
/// It authorises nothing, and one that is refused never makes a publication point incomplete.
public struct GhostbustersRecord: Sendable {
    /// A line of the vCard, unfolded: `EMAIL;TYPE=work:noc@example.net`.
    public struct Property: Hashable, Sendable {
        /// Upper case, without parameters.
        public let name: String
        public let value: String
    }

    public let object: SignedObject
    /// All lines between VERSION and END.
    public let properties: [Property]

    /// The record in `bytes`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try self.init(SignedObject(decoding: bytes, limits: limits), limits: limits)
    }

    package init(_ object: SignedObject, limits: DecodingLimits = .init()) throws(ObjectError) {
        try object.checkContentType(.ghostbusters, "a Ghostbusters record", .rfc6493("6"))
        try object.checkLocated()
        guard object.certificate.resources.isAllInherited else {
            throw ObjectError(
                .embeddedCertificate, .rfc6493("6"), at: object.certificate.resourceOffset,
                "the end entity of a Ghostbusters record must inherit all its resources")
        }
        self.object = object
        properties = try GhostbustersRecord.content(object)
    }

    private static func content(_ object: SignedObject) throws(ObjectError) -> [Property] {
        let start = object.content.lowerBound
        func refuse(_ detail: String) -> ObjectError { ObjectError(.vCard, .rfc6493("5"), at: start, detail) }
        // A line that starts with a space goes on from the one before (RFC 6350 section 3.2).
        var unfolded: [[UInt8]] = []
        for line in object.contentOctets.split(separator: 0x0a, omittingEmptySubsequences: false) {
            let line = line.last == 0x0d ? line.dropLast() : line
            if let first = line.first, first == 0x20 || first == 0x09, !unfolded.isEmpty {
                unfolded[unfolded.count - 1] += line.dropFirst()
            } else if !line.isEmpty {
                unfolded.append(Array(line))
            }
        }
        let lines = unfolded.compactMap { String(validating: $0, as: UTF8.self) }
        guard lines.count == unfolded.count else { throw refuse("the content is not UTF-8") }
        guard unfolded.joined().allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
            throw refuse("control characters in the vCard")
        }
        let names = lines.map { $0.prefix { $0 != ":" && $0 != ";" }.uppercased() }
        guard lines.first?.uppercased() == "BEGIN:VCARD", lines.last?.uppercased() == "END:VCARD", lines.count >= 3
        else {
            throw refuse("the content is not a vCard")
        }
        guard lines[1].uppercased() == "VERSION:4.0" else { throw refuse("the vCard's version is not 4.0") }
        var properties: [Property] = []
        for (line, name) in zip(lines, names).dropFirst(2).dropLast() {
            guard ["FN", "ORG", "ADR", "TEL", "EMAIL"].contains(name) else {
                throw refuse("property \(name.prefix(40)) is not allowed")
            }
            guard let colon = line.firstIndex(of: ":") else { throw refuse("property \(name) has no value") }
            properties.append(Property(name: name, value: String(line[colon...].dropFirst())))
        }
        guard properties.contains(where: { $0.name == "FN" }) else { throw refuse("FN is missing") }
        guard properties.contains(where: { ["ADR", "TEL", "EMAIL"].contains($0.name) }) else {
            throw refuse("ADR, TEL and EMAIL are all missing")
        }
        return properties
    }
}
