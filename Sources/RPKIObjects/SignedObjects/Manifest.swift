internal import NumberResources
internal import TextFormats

public import struct FoundationEssentials.Date

/// A manifest (RFC 9286): which files a CA publishes, and their hashes.
///
///     Manifest ::= SEQUENCE {
///         version [0] INTEGER DEFAULT 0, manifestNumber INTEGER (0..MAX), thisUpdate GeneralizedTime,
///         nextUpdate GeneralizedTime, fileHashAlg OBJECT IDENTIFIER,
///         fileList SEQUENCE SIZE (0..MAX) OF FileAndHash }
///     FileAndHash ::= SEQUENCE { file IA5String, hash BIT STRING }
public struct Manifest: Sendable {
    /// A file that the manifest lists.
    public struct File: Hashable, Sendable {
        public let name: String
        public let hash: ObjectHash

        package init(name: String, hash: ObjectHash) {
            self.name = name
            self.hash = hash
        }
    }

    public let object: SignedObject
    public let number: SerialNumber
    public let thisUpdate: Date
    public let nextUpdate: Date
    /// In the manifest's order; no name twice.
    public let files: [File]

    /// The manifest in `bytes`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try self.init(SignedObject(decoding: bytes, limits: limits), limits: limits)
    }

    package init(_ object: SignedObject, limits: DecodingLimits = .init()) throws(ObjectError) {
        try object.checkContentType(.manifest, "a manifest", .rfc9286("4.1"))
        try object.checkLocated()
        let claims = object.certificate.resources
        guard claims.isAllInherited else {
            throw ObjectError(
                .embeddedCertificate, .rfc9286("5.1"), at: object.certificate.resourceOffset,
                "the end entity of a manifest must inherit all its resources")
        }
        self.object = object
        (number, thisUpdate, nextUpdate, files) = try Manifest.content(object, limits)
    }

    private static func content(
        _ object: SignedObject, _ limits: DecodingLimits
    ) throws(ObjectError) -> (SerialNumber, Date, Date, [File]) {
        let bytes = object.bytes.span
        let rule = Rule.rfc9286("4.2.1")
        var reader = DERReader(object.content)
        var fields = try reader.sequence(bytes)
        try reader.finish("the manifest")
        try fields.refuseVersion(bytes, rule)

        let numberOffset = fields.offset
        guard fields.peekTag(bytes) == .integer else {
            throw ObjectError(.manifestNumber, rule, at: numberOffset, "the manifest has no number")
        }
        guard let number = SerialNumber(bytes, try fields.integer(bytes)) else {
            throw ObjectError(.manifestNumber, rule, at: numberOffset, "negative, or above 2^159 - 1")
        }

        let timeOffset = fields.offset
        let thisUpdate = try fields.manifestTime(bytes)
        let nextUpdate = try fields.manifestTime(bytes)
        guard thisUpdate < nextUpdate else {
            throw ObjectError(
                .manifestTimes, rule, at: timeOffset,
                "thisUpdate \(RFC3339(thisUpdate)) is not before nextUpdate \(RFC3339(nextUpdate))")
        }

        let hashOffset = fields.offset
        let algorithm = try fields.objectIdentifier(bytes)
        guard algorithm == .sha256 else {
            throw ObjectError(.manifestHash, rule, at: hashOffset, "hash algorithm \(algorithm), not SHA-256")
        }
        let files = try list(DERReader(try fields.next(.sequence, bytes).content), bytes, limits)
        try fields.finish("the manifest")
        return (number, thisUpdate, nextUpdate, files)
    }

    private static func list(
        _ list: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) -> [File] {
        var list = list
        var files: [File] = []
        var names: Set<String> = []
        while !list.isAtEnd {
            let start = list.offset
            var item = try list.sequence(bytes)
            guard let name = try item.optional(.ia5String, bytes) else {
                throw ObjectError(.manifestFile, .rfc9286("4.2.1"), at: start, "the file's name is not IA5String")
            }
            guard bytes.isFileName(name.content) else {
                throw ObjectError(
                    .manifestFile, .rfc9286("4.2.2"), at: start,
                    "the file name is not made of letters, digits, - and _, followed by a dot and three letters")
            }
            guard item.peekTag(bytes) == .bitString else {
                throw ObjectError(.manifestHash, .rfc9286("4.2.1"), at: item.offset, "the hash is not a BIT STRING")
            }
            let (unused, octets) = try item.bitString(bytes)
            try item.finish("a file of the manifest")
            guard unused == 0, octets.count == 32 else {
                throw ObjectError(
                    .manifestHash, .rfc9286("4.2.1"), at: octets.lowerBound, "\(octets.count) octets, not 32")
            }
            let file = File(name: String(ascii: bytes, name.content), hash: ObjectHash(bytes, octets))
            guard names.insert(file.name).inserted else {
                throw ObjectError(
                    .manifestFile, .rfc9286("4.2.1"), at: start, "\(file.name) is listed twice")
            }
            guard files.count < limits.manifestFiles else {
                throw .reached("manifestFiles", limits.manifestFiles, at: start)
            }
            files.append(file)
        }
        return files
    }
}

extension Manifest {
    /// Checks that the manifest is current (RFC 9286 section 6.3).
    public func checkCurrent(at date: Date) throws(ObjectError) {
        guard date >= thisUpdate else {
            throw ObjectError(.notYetValid, .rfc9286("6.3"), "the manifest's thisUpdate is \(RFC3339(thisUpdate))")
        }
        guard date <= nextUpdate else {
            throw ObjectError(.stale, .rfc9286("6.3"), "the manifest's nextUpdate was \(RFC3339(nextUpdate))")
        }
    }
}

extension ResourceClaims {
    /// True if every kind that is named is inherited, and one is named.
    var isAllInherited: Bool {
        func isPlain<Bound>(_ claim: ResourceClaim<Bound>) -> Bool { claim == .inherit || claim == .absent }
        return inherits && isPlain(asns) && isPlain(ipv4) && isPlain(ipv6)
    }
}

extension DERReader {
    /// A manifest's times are GeneralizedTime before 2050 too (RFC 9286 section 4.2.1).
    fileprivate mutating func manifestTime(_ bytes: Span<UInt8>) throws(ObjectError) -> Date {
        guard peekTag(bytes) == .generalizedTime else {
            throw ObjectError(.timeType, .rfc9286("4.2.1"), at: offset, "the time is not GeneralizedTime")
        }
        return try generalizedTime(bytes)
    }

    /// Fails when a version is written: the profiles know version 0 alone, which is the default and left out in DER.
    mutating func refuseVersion(_ bytes: Span<UInt8>, _ rule: Rule) throws(ObjectError) {
        guard let tag = peekTag(bytes), tag == .constructed(0) || tag == .primitive(0) else { return }
        throw ObjectError(
            .contentVersion, rule, at: offset, "the version is explicit; version 0, the default, must be omitted in DER"
        )
    }
}

extension Span<UInt8> {
    /// RFC 9286 section 4.2.2: one or more letters, digits, hyphens and underscores, a dot, three letters.
    fileprivate func isFileName(_ range: Range<Int>) -> Bool {
        guard range.count >= 5, range.count <= 255, self[range.upperBound - 4] == 0x2e else { return false }
        for index in range where index != range.upperBound - 4 {
            let octet = self[index]
            let letter = octet | 0x20 >= 0x61 && octet | 0x20 <= 0x7a && octet >= 0x41
            let other = octet >= 0x30 && octet <= 0x39 || octet == 0x2d || octet == 0x5f
            guard letter || other && index < range.upperBound - 4 else { return false }
        }
        return true
    }
}
