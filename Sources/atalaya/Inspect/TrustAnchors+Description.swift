internal import RPKIObjects

extension TrustAnchorLocator {
    func describe(in description: inout ObjectDescription) {
        description.add("name", name)
        description.add("comments", label: "Comments", comments.isEmpty ? .absent : .list(comments))
        description.add("uris", label: "URIs", .list(uris))
        description.addKey(subjectPublicKeyInfo)
    }
}

extension TrustAnchorKeyObject {
    func describe(in description: inout ObjectDescription) {
        description.add("current", label: "Current key", .fields(current.description))
        description.add("predecessor", label: "Predecessor", predecessor.map { .fields($0.description) } ?? .absent)
        description.add("successor", label: "Successor", successor.map { .fields($0.description) } ?? .absent)
    }
}

extension TrustAnchorKeyObject.Key {
    fileprivate var description: ObjectDescription {
        var description = ObjectDescription()
        description.add("comments", label: "Comments", comments.isEmpty ? .absent : .list(comments))
        description.add("uris", label: "URIs", .list(uris))
        description.addKey(subjectPublicKeyInfo)
        return description
    }
}

extension ObjectDescription {
    /// Adds a public key: the identifier by which certificates name it, and its SubjectPublicKeyInfo.
    fileprivate mutating func addKey(_ subjectPublicKeyInfo: [UInt8]) {
        add("keyIdentifier", describing: KeyIdentifier(ofSubjectPublicKeyInfo: subjectPublicKeyInfo))
        add("subjectPublicKeyInfo", label: "Public key", subjectPublicKeyInfo.base64)
    }
}

extension KeyIdentifier {
    /// The identifier of a key (RFC 6487 section 4.8.2); `nil` if the octets are not a SubjectPublicKeyInfo.
    fileprivate init?(ofSubjectPublicKeyInfo octets: [UInt8]) {
        let bytes = octets.span
        do throws(ObjectError) {
            var reader = DERReader(0..<bytes.count)
            var fields = try reader.sequence(bytes)
            _ = try fields.next(.sequence, bytes)
            self.init(hashing: bytes, try fields.bitString(bytes).octets)
        } catch {
            return nil
        }
    }
}
