internal import NumberResources

/// A signed trust anchor locator (TAK, RFC 9691): a trust anchor's own word about its key, and about the next one.
///
///     TAK ::= SEQUENCE {
///         version INTEGER DEFAULT 0, current TAKey, predecessor [0] TAKey OPTIONAL, successor [1] TAKey OPTIONAL }
///     TAKey ::= SEQUENCE {
///         comments SEQUENCE SIZE (0..MAX) OF UTF8String, certificateURIs SEQUENCE SIZE (1..MAX) OF IA5String,
///         subjectPublicKeyInfo SubjectPublicKeyInfo }
public struct TrustAnchorKeyObject: Sendable {
    /// A key and where its certificate is to be had.
    public struct Key: Hashable, Sendable {
        public let comments: [String]
        /// rsync and https URIs.
        public let uris: [String]
        /// SubjectPublicKeyInfo, DER.
        public let subjectPublicKeyInfo: [UInt8]
    }

    public let object: SignedObject
    public let current: Key
    public let predecessor: Key?
    public let successor: Key?

    /// The object in `bytes`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try self.init(SignedObject(decoding: bytes, limits: limits), limits: limits)
    }

    package init(_ object: SignedObject, limits: DecodingLimits = .init()) throws(ObjectError) {
        try object.checkContentType(.trustAnchorKey, "a trust anchor key object", .rfc9691("2.1"))
        try object.checkLocated()
        guard object.certificate.resources.isAllInherited else {
            throw ObjectError(
                .embeddedCertificate, .rfc9691("2.3"), at: object.certificate.resourceOffset,
                "the end entity of a trust anchor key object must inherit all its resources")
        }
        self.object = object
        let bytes = object.bytes.span
        var reader = DERReader(object.content)
        var fields = try reader.sequence(bytes)
        try reader.finish("the trust anchor key object")
        guard fields.peekTag(bytes) != .integer, fields.peekTag(bytes) != .constructed(0) else {
            throw ObjectError(
                .contentVersion, .rfc9691("2.2"), at: fields.offset,
                "the version is explicit; version 0, the default, must be omitted in DER")
        }
        current = try fields.trustAnchorKey(bytes)
        predecessor = try fields.optionalTrustAnchorKey(.constructed(0), bytes)
        successor = try fields.optionalTrustAnchorKey(.constructed(1), bytes)
        try fields.finish("the trust anchor key object")
    }
}

extension DERReader {
    fileprivate mutating func optionalTrustAnchorKey(
        _ tag: DERTag, _ bytes: Span<UInt8>
    ) throws(ObjectError) -> TrustAnchorKeyObject.Key? {
        guard let value = try optional(tag, bytes) else { return nil }
        var reader = DERReader(value.content)
        let key = try reader.trustAnchorKey(bytes)
        try reader.finish("a key of the trust anchor key object")
        return key
    }

    fileprivate mutating func trustAnchorKey(
        _ bytes: Span<UInt8>
    ) throws(ObjectError) -> TrustAnchorKeyObject.Key {
        let start = offset
        func refuse(_ detail: String) -> ObjectError {
            ObjectError(.trustAnchorKey, .rfc9691("2.2.1"), at: start, detail)
        }
        var fields = try sequence(bytes)
        var list = try fields.sequence(bytes)
        var comments: [String] = []
        while !list.isAtEnd {
            let value = try list.next(.utf8String, bytes)
            guard let comment = String(validating: bytes.octets(value.content), as: UTF8.self) else {
                throw refuse("a comment is not UTF-8")
            }
            // A comment is one line of a locator (RFC 8630 section 2.2).
            guard comment.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
                throw refuse("a comment with control characters")
            }
            comments.append(comment)
        }
        list = try fields.sequence(bytes)
        var uris: [String] = []
        while !list.isAtEnd {
            let value = try list.next(.ia5String, bytes)
            let location = DERValue(tag: .primitive(6), start: value.start, content: value.content)
            let kind = try location.location(bytes, .trustAnchorKey, .rfc9691("2.2.1"), "certificateURIs")
            guard kind == .rsync || kind == .https else { throw refuse("a URI that is neither rsync nor https") }
            uris.append(String(ascii: bytes, value.content))
        }
        guard !uris.isEmpty else { throw refuse("no URI") }
        let key = try SubjectPublicKey(&fields, bytes)
        try key.checkIsRSA()
        try fields.finish("a key of the trust anchor key object")
        return TrustAnchorKeyObject.Key(
            comments: comments, uris: uris, subjectPublicKeyInfo: bytes.octets(key.whole))
    }
}
