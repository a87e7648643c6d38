extension Certificate {
    /// The subject with all its attributes, as RFC 4514 writes names: `CN=isp,serialNumber=A1`.
    public var subjectText: String { bytes.span.nameText(subjectName) }

    /// The issuer with all its attributes, as RFC 4514 writes names.
    public var issuerText: String { bytes.span.nameText(issuerName) }

    /// All rsync URIs of the issuer's CRL, the preferred one first.
    public var revocationLists: [RsyncURI] {
        uris([locations.revocationList].compactMap(\.self) + locations.otherRevocationLists)
    }

    /// All rsync URIs of the signed object that the certificate is for, the preferred one first.
    public var signedObjects: [RsyncURI] {
        uris([locations.signedObject].compactMap(\.self) + locations.otherSignedObjects)
    }

    private func uris(_ ranges: [Range<Int>]) -> [RsyncURI] {
        ranges.compactMap { RsyncURI(String(ascii: bytes.span, $0)) }
    }
}

extension Span<UInt8> {
    /// The text of a name that has been decoded before. Names here are read from the first attribute to the last, not
    /// backwards as RFC 4514 section 2.1 has it: they have one order, and it is the certificate's.
    func nameText(_ range: Range<Int>) -> String {
        var attributes: [String] = []
        do throws(ObjectError) {
            var name = try DERReader(range).sequenceContent(self)
            while !name.isAtEnd {
                var set = DERReader(try name.next(.set, self).content)
                while !set.isAtEnd {
                    var attribute = try set.sequence(self)
                    let type = try attribute.objectIdentifier(self)
                    let value = octets(try attribute.next(self).content)
                    attributes.append("\(type.attributeName)=\(String(decoding: value, as: UTF8.self).escapedForNames)")
                }
            }
        } catch {
            // Decoding has read the same octets before and would have thrown.
        }
        return attributes.joined(separator: ",")
    }
}

extension DERReader {
    /// A reader of the content of the SEQUENCE that comes next.
    func sequenceContent(_ bytes: Span<UInt8>) throws(ObjectError) -> DERReader {
        var reader = self
        return try reader.sequence(bytes)
    }
}

extension ObjectIdentifier {
    fileprivate var attributeName: String {
        switch self {
        case .commonName: "CN"
        case .serialNumber: "serialNumber"
        default: description
        }
    }
}

extension String {
    /// The text with the special characters of RFC 4514 section 2.4 escaped.
    fileprivate var escapedForNames: String {
        var result = ""
        for character in self {
            if "\"+,;<>\\".contains(character) { result += "\\" }
            result.append(character)
        }
        return result
    }
}
