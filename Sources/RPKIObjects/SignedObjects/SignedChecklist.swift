public import NumberResources

/// A signed checklist (RSC, RFC 9323): hashes of files, signed with the resources of a holder. It is handed over by any
/// means and listed on no manifest.
///
///     RpkiSignedChecklist ::= SEQUENCE {
///         version [0] INTEGER DEFAULT 0, resources ResourceBlock, digestAlgorithm AlgorithmIdentifier,
///         checkList SEQUENCE (SIZE (1..MAX)) OF FileNameAndHash }
///     ResourceBlock ::= SEQUENCE { asID [0] ConstrainedASIdentifiers OPTIONAL, ipAddrBlocks [1] ... OPTIONAL }
///     FileNameAndHash ::= SEQUENCE { fileName IA5String OPTIONAL, hash OCTET STRING }
public struct SignedChecklist: Sendable {
    public struct File: Hashable, Sendable {
        public let name: String?
        public let hash: ObjectHash
    }

    public let object: SignedObject
    /// The resources that the list is signed with.
    public let resources: ResourceSet
    public let files: [File]

    /// The checklist in `bytes`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = .init()) throws(ObjectError) {
        try self.init(SignedObject(decoding: bytes, limits: limits), limits: limits)
    }

    package init(_ object: SignedObject, limits: DecodingLimits = .init()) throws(ObjectError) {
        try object.checkContentType(.signedChecklist, "a signed checklist", .rfc9323("3"))
        let certificate = object.certificate
        guard !certificate.hasSubjectLocations else {
            throw ObjectError(
                .subjectInformationAccess, .rfc9323("2"), at: certificate.whole.lowerBound,
                "the certificate of a checklist has no subjectInfoAccess")
        }
        guard !certificate.resources.inherits else {
            throw ObjectError(
                .embeddedCertificate, .rfc9323("5"), at: certificate.resourceOffset,
                "the certificate of a checklist must not inherit")
        }
        self.object = object
        let bytes = object.bytes.span
        var reader = DERReader(object.content)
        var fields = try reader.sequence(bytes)
        try reader.finish("the checklist")
        try fields.refuseVersion(bytes, .rfc9323("4.1"))
        var block = try fields.sequence(bytes)
        resources = try block.resourceBlock(bytes, limits)
        try fields.digestAlgorithm(bytes, .rfc9323("4.3"))
        files = try SignedChecklist.list(try fields.sequence(bytes), bytes, limits)
        try fields.finish("the checklist")
    }

    private static func list(
        _ list: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) -> [File] {
        var list = list
        var files: [File] = []
        var seen: Set<File> = []
        var names: Set<String> = []
        while !list.isAtEnd {
            let start = list.offset
            func refuse(_ detail: String) -> ObjectError {
                ObjectError(.checkList, .rfc9323("4.4"), at: start, detail)
            }
            var item = try list.sequence(bytes)
            var name: String?
            if let value = try item.optional(.ia5String, bytes) {
                let text = try value.text(bytes)
                guard !text.isEmpty, text.utf8.allSatisfy(\.isPortableFileName) else {
                    throw refuse("a file name with other than letters, digits, . _ and -")
                }
                name = text
            }
            let value = try item.next(.octetString, bytes)
            try item.finish("a file of the checklist")
            guard value.content.count == 32 else { throw refuse("a hash of \(value.content.count) octets, not 32") }
            let file = File(name: name, hash: ObjectHash(bytes, value.content))
            guard name.map({ names.insert($0).inserted }) ?? seen.insert(file).inserted else {
                throw refuse("a file name, or a hash without a name, occurs twice")
            }
            guard files.count < limits.manifestFiles else {
                throw .reached("manifestFiles", limits.manifestFiles, at: start)
            }
            files.append(file)
        }
        guard !files.isEmpty else {
            throw ObjectError(.checkList, .rfc9323("4.4"), at: list.offset, "no file")
        }
        return files
    }
}

extension SignedChecklist {
    /// Checks that the end entity holds the resources that the list is signed with (RFC 9323 section 5).
    public func checkEmbraced(by held: ResourceSet) throws(ObjectError) {
        guard held.isSuperset(of: resources) else {
            throw ObjectError(
                .notEmbraced, .rfc9323("5"), at: object.content.lowerBound,
                "not among the resources of the checklist's certificate: \(resources.subtracting(held))")
        }
    }
}

extension UInt8 {
    fileprivate var isPortableFileName: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self) || self == 0x2e
            || self == 0x5f || self == 0x2d
    }
}

extension DERReader {
    fileprivate mutating func resourceBlock(
        _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) -> ResourceSet {
        let start = offset
        func refuse(_ code: ObjectError.Code, _ detail: String) -> ObjectError {
            ObjectError(code, .rfc9323("4.2"), at: start, detail)
        }
        var resources = ResourceSet()
        var isEmpty = true
        if let value = try optional(.constructed(0), bytes) {
            guard case .set(let asns) = try ResourceDecoder.asIdentifiers(DERReader(value.content), bytes, limits)
            else {
                throw refuse(.asResources, "a checklist must not inherit")
            }
            resources.asns = asns
            isEmpty = false
        }
        if let value = try optional(.constructed(1), bytes) {
            let (ipv4, ipv6) = try ResourceDecoder.addressBlocks(DERReader(value.content), bytes, limits)
            guard ipv4 != .inherit, ipv6 != .inherit else { throw refuse(.ipResources, "a checklist must not inherit") }
            resources.ipv4 = ipv4.resolved(issuer: .init())
            resources.ipv6 = ipv6.resolved(issuer: .init())
            isEmpty = false
        }
        try finish("the resources of the checklist")
        guard !isEmpty else { throw refuse(.noResources, "a checklist without resources") }
        return resources
    }
}
