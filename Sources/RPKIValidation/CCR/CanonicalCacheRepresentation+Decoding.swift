internal import NumberResources
public import RPKIObjects
internal import TextFormats
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension CanonicalCacheRepresentation {
    /// Octets above which a file is not decoded, unless the caller says otherwise: several times what the whole
    /// Internet takes.
    public static let sizeLimit = 256_000_000

    /// The representation in `bytes`, of which every hash and the order of every list is checked.
    ///
    /// - Throws: the first rule that it breaks.
    public init(decoding bytes: [UInt8], sizeLimit: Int = CanonicalCacheRepresentation.sizeLimit) throws(ObjectError) {
        guard bytes.count <= sizeLimit else {
            throw ObjectError(
                .size, Rule("Docs/Limits.md", ""), at: 0, "\(bytes.count) octets, sizeLimit allows \(sizeLimit)")
        }
        try self.init(array: bytes)
    }

    private init(array: [UInt8]) throws(ObjectError) {
        let bytes = array.span
        var reader = DERReader(0..<bytes.count)
        var info = try reader.sequence(bytes)
        try reader.finish("the representation")
        let type = try info.objectIdentifier(bytes)
        guard type == .canonicalCacheRepresentation else {
            throw ObjectError(
                .contentType, .cacheRepresentation("2"), at: 0, "content type \(type), not a cache representation")
        }
        var wrapper = DERReader(try info.next(.constructed(0), bytes).content)
        try info.finish("ContentInfo")
        var fields = try wrapper.sequence(bytes)
        try wrapper.finish("the representation")

        guard fields.peekTag(bytes) != .constructed(0) else {
            throw ObjectError(
                .contentVersion, .cacheRepresentation("3"), at: fields.offset,
                "the version is explicit; version 0, the default, must be omitted in DER")
        }
        let algorithm = fields.offset
        var identifier = try fields.sequence(bytes)
        guard try identifier.objectIdentifier(bytes) == .sha256, identifier.isAtEnd else {
            throw ObjectError(
                .digestAlgorithm, .cacheRepresentation("3"), at: algorithm, "not SHA-256 without parameters")
        }
        let producedAt = try fields.generalizedTime(bytes)
        let states = fields.offset
        let manifests = try fields.state(1, bytes, DERReader.manifestInstances, DERReader.checkMostRecentUpdate)
        let routeOrigins = try fields.state(2, bytes, DERReader.routeOriginSets)
        let providers = try fields.state(3, bytes, DERReader.providerSets)
        let trustAnchors = try fields.state(4, bytes, DERReader.trustAnchorKeys)
        let routerKeys = try fields.state(5, bytes, DERReader.routerKeySets)
        try fields.finish("the representation")
        guard states < fields.end else {
            throw ObjectError(.truncated, .cacheRepresentation("3"), at: states, "all states are missing")
        }
        self.init(
            producedAt: producedAt, manifests: manifests, routeOrigins: routeOrigins, providers: providers,
            trustAnchors: trustAnchors, routerKeys: routerKeys, encoded: array)
    }
}

extension DERReader {
    /// Reads `[number] EXPLICIT SEQUENCE { list, …, hash }` if it is there, and checks the hash.
    ///
    /// - Parameters:
    ///   - read: gives the elements of the list.
    ///   - between: reads what stands between list and hash.
    fileprivate mutating func state<Element: Hashable & Sendable>(
        _ number: UInt8, _ bytes: Span<UInt8>,
        _ read: (inout DERReader, Span<UInt8>) throws(ObjectError) -> [Element],
        _ between: (inout DERReader, Span<UInt8>, [Element]) throws(ObjectError) -> Void = { _, _, _ in }
    ) throws(ObjectError) -> CanonicalCacheRepresentation.State<Element>? {
        guard let tagged = try optional(.constructed(number), bytes) else { return nil }
        var wrapper = DERReader(tagged.content)
        var fields = try wrapper.sequence(bytes)
        try wrapper.finish("a state")
        let list = try fields.next(.sequence, bytes)
        var reader = DERReader(list.content)
        let elements = try read(&reader, bytes)
        try between(&fields, bytes, elements)
        let offset = fields.offset
        let octets = try fields.next(.octetString, bytes).content
        try fields.finish("a state")
        let hash = ObjectHash(of: bytes.extracting(list.whole))
        guard octets.count == 32, ObjectHash(bytes, octets) == hash else {
            throw ObjectError(
                .hashMismatch, .cacheRepresentation("3"), at: offset, "the list's hash is \(hash)")
        }
        return CanonicalCacheRepresentation.State(elements: elements, hash: hash)
    }

    fileprivate static func checkMostRecentUpdate(
        _ fields: inout DERReader, _ bytes: Span<UInt8>, _ manifests: [ManifestInstance]
    ) throws(ObjectError) {
        let offset = fields.offset
        let found = try fields.generalizedTime(bytes)
        let expected = CanonicalCacheRepresentation.mostRecentUpdate(of: manifests)
        guard found == expected else {
            throw ObjectError(
                .manifestTimes, .cacheRepresentation("3"), at: offset,
                "mostRecentUpdate is \(RFC3339(found)), the latest thisUpdate \(RFC3339(expected))")
        }
    }

    fileprivate static func trustAnchorKeys(
        _ list: inout DERReader, _ bytes: Span<UInt8>
    ) throws(ObjectError) -> [KeyIdentifier] {
        try list.ascendingKeys(bytes)
    }
}
