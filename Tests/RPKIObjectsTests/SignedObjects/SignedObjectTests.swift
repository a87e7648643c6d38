import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// The wrapper of signed objects: RFC 6488 with RFC 9589, RFC 7935; and the end entity's certificate in it.
@Suite struct SignedObjectTests {
    typealias ObjectFault = Fault<SignedObjectPlan>

    private static let time = DERTime.x509(SampleObjects.now)

    static let wrapper: [ObjectFault] = [
        Fault("another content type", .contentType) { $0.contentType = OID.data },
        Fault("version 1", .version) { $0.version = 1 }, Fault("version 4", .version) { $0.version = 4 },
        Fault("no digest algorithm", .digestAlgorithm) { $0.digestAlgorithms = [] },
        Fault("two digest algorithms", .digestAlgorithm) { $0.digestAlgorithms = [.sha256, .sha512] },
        Fault("SHA-512", .digestAlgorithm) { $0.digestAlgorithms = [.sha512] },
        Fault("another kind of content", .contentType) { $0.eContentType = OID.manifest },
        Fault("no content", .truncated) { $0.isDetached = true },
        Fault("empty content", .truncated) { $0.eContent = [] },
        Fault("octets after the content", .trailingData) { $0.eContent = [0x30, 0, 5, 0] },
        Fault("no certificates", .embeddedCertificate) { $0.certificates = nil },
        Fault("no certificate", .embeddedCertificate) { $0.certificates = [] },
        Fault("two certificates", .embeddedCertificate) { $0.certificates = [.endEntity, .endEntity] },
        Fault("an attribute certificate", .tag) { $0.certificates = [.other([0xa2, 0])] },
        Fault("a CRL", .embeddedCRL) { $0.crls = [[0x30, 0]] },
        Fault("no signer", .signerInfo) { $0.signerInfos = [] },
        Fault("two signers", .signerInfo) { $0.signerInfos.append($0.signerInfos[0]) },
        Fault("octets after the object", .trailingData) { $0.trailing = [0] },
        Fault("indefinite length", .length) { plan in
            plan.mutate = { octets in
                octets[1] = 0x80
            }
        },
        Fault("cut off", .truncated) { plan in plan.mutate = { octets in octets.removeLast() } },
    ]

    static let signer: [ObjectFault] = [
        Fault("signer's version 1", .version) { $0.signerInfos[0].version = 1 },
        Fault("signer by issuer and serial number", .signerIdentifier) {
            $0.signerInfos[0].identifier = .issuerAndSerialNumber("anchor", 9)
        },
        Fault("another signer", .signerIdentifier) {
            $0.signerInfos[0].identifier = .keyIdentifier([UInt8](repeating: 1, count: 20))
        },
        Fault("a signer of 19 octets", .signerIdentifier) {
            $0.signerInfos[0].identifier = .keyIdentifier([UInt8](repeating: 1, count: 19))
        },
        Fault("a signer without octets", .signerIdentifier) { $0.signerInfos[0].identifier = .keyIdentifier([]) },
        Fault("signer's digest algorithm", .digestAlgorithm) { $0.signerInfos[0].digestAlgorithm = .sha1 },
        Fault("signature algorithm", .signatureAlgorithm) {
            $0.signerInfos[0].signatureAlgorithm = .sha1WithRSAEncryption
        },
        Fault("ECDSA", .signatureAlgorithm) { $0.signerInfos[0].signatureAlgorithm = .ecdsaWithSHA256 },
        Fault("parameters of the signature algorithm", .signatureAlgorithm) {
            $0.signerInfos[0].signatureAlgorithm = AlgorithmPlan(OID.rsaEncryption, .der([4, 0]))
        },
        Fault("unsigned attributes", .unsignedAttributes) {
            $0.signerInfos[0].unsignedAttributes = [.signingTime(Self.time)]
        },
    ]

    static let attributes: [ObjectFault] = [
        Fault("no signed attributes", .signedAttributes) { $0.signerInfos[0].signedAttributes = nil },
        Fault("an empty set of them", .contentType) { $0.signerInfos[0].signedAttributes = [] },
        Fault("no content-type", .contentType) {
            $0.signerInfos[0].signedAttributes = [.signingTime(Self.time), .messageDigest()]
        },
        Fault("another content-type", .contentType) {
            $0.signerInfos[0].signedAttributes = [.contentType(OID.data), .signingTime(Self.time), .messageDigest()]
        },
        Fault("no message-digest", .messageDigest) {
            $0.signerInfos[0].signedAttributes = [.contentType(), .signingTime(Self.time)]
        },
        Fault("another message-digest", .messageDigest) {
            $0.signerInfos[0].signedAttributes = [
                .contentType(), .signingTime(Self.time), .messageDigest([UInt8](repeating: 0, count: 32)),
            ]
        },
        Fault("a message-digest of 20 octets", .messageDigest) {
            $0.signerInfos[0].signedAttributes = [
                .contentType(), .signingTime(Self.time), .messageDigest([UInt8](repeating: 0, count: 20)),
            ]
        },
        Fault("no signing-time", .signedAttributes) {
            $0.signerInfos[0].signedAttributes = [.contentType(), .messageDigest()]
        },
        Fault("a signing-time without seconds", .time) {
            $0.signerInfos[0].signedAttributes = [
                .contentType(), .signingTime(.utc(text: "2601010000Z")), .messageDigest(),
            ]
        },
        Fault("a binary-signing-time", .signedAttributes) {
            $0.signerInfos[0].signedAttributes?.append(.binarySigningTime(1_780_000_000))
        },
        Fault("another attribute", .signedAttributes) {
            $0.signerInfos[0].signedAttributes?.append(.other("1.2.840.113549.1.9.15", values: [[0x30, 0]]))
        },
        Fault("two content-types", .signedAttributes) { $0.signerInfos[0].signedAttributes?.append(.contentType()) },
        Fault("two signing-times", .signedAttributes) {
            $0.signerInfos[0].signedAttributes?.append(.signingTime(.utc(text: "260101000000Z")))
        },
        Fault("two message-digests", .signedAttributes) {
            $0.signerInfos[0].signedAttributes?.append(.messageDigest())
        },
        Fault("two values of one attribute", .signedAttributes) {
            let value = DERWriter.encode { $0.utcTime(SampleObjects.now) }
            $0.signerInfos[0].signedAttributes = [
                .contentType(), .messageDigest(), .other(OID.signingTime, values: [value, value]),
            ]
        },
        Fault("no value of an attribute", .signedAttributes) {
            $0.signerInfos[0].signedAttributes = [
                .contentType(), .messageDigest(), .other(OID.signingTime, values: []),
            ]
        },
        Fault("attributes in the wrong order", .setOrder) {
            $0.signerInfos[0].signedAttributes = [.messageDigest(), .signingTime(Self.time), .contentType()]
            $0.signerInfos[0].sortsSignedAttributes = false
        },
    ]

    static let endEntities: [ObjectFault] = [
        Fault("basic constraints", .basicConstraints) { $0.endEntity.extensions.append(.basicConstraints()) },
        Fault("key usage of a CA", .keyUsage) {
            $0.endEntity.extensions[OID.keyUsage] = .keyUsage(.keyCertSign, .cRLSign)
        },
        Fault("nonRepudiation", .keyUsage) {
            $0.endEntity.extensions[OID.keyUsage] = .keyUsage(.digitalSignature, .nonRepudiation)
        },
        Fault("keyCertSign", .keyUsage) {
            $0.endEntity.extensions[OID.keyUsage] = .keyUsage(.digitalSignature, .keyCertSign)
        },
        Fault("extended key usage", .extendedKeyUsage) {
            $0.endEntity.extensions.append(.extendedKeyUsage(OID.bgpsecRouter))
        },
        Fault("no CRL", .crlDistributionPoints) { $0.endEntity.extensions[OID.crlDistributionPoints] = nil },
        Fault("no AIA", .authorityInformationAccess) {
            $0.endEntity.extensions[OID.authorityInformationAccess] = nil
        },
        Fault("no AKI", .authorityKeyIdentifier) { $0.endEntity.extensions[OID.authorityKeyIdentifier] = nil },
        Fault("no SIA", .subjectInformationAccess) { $0.endEntity.extensions[OID.subjectInformationAccess] = nil },
        Fault("SIA of a CA", .subjectInformationAccess) {
            $0.endEntity.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.signedObject, "rsync://a/b/c.roa"),
                AccessDescription(OID.rpkiManifest, "rsync://a/b/c.mft"))
        },
        Fault("SIA by https alone", .subjectInformationAccess) {
            $0.endEntity.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.signedObject, "https://a/b/c.roa"))
        },
        Fault("P-256", .publicKey) {
            $0.endEntity.subjectPublicKeyInfo = try RouterSigningKey.derived(0).subjectPublicKeyInfo
        },
        Fault("a subject in UTF8String that PrintableString cannot hold", .subjectName) {
            $0.endEntity.subject = NamePlan(relativeNames: [[.init(OID.commonName, "é", tag: 0x0c)]])
        },
    ]

    @Test("One wrong detail", arguments: wrapper + signer + attributes + endEntities)
    func fault(_ fault: ObjectFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().roa { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try RouteOriginAuthorization(decoding: octets)
        }
    }

    static let signatures: [ObjectFault] = [
        Fault("corrupted signature", .signature) { $0.signerInfos[0].signature = .corrupted },
        Fault("signature of something else", .signature) { $0.signerInfos[0].signature = .ofOther([1]) },
        Fault("signature by another key", .signature) {
            $0.signerInfos[0].signature = .by(try SampleObjects.pool.key(5))
        },
        Fault("empty signature", .signature) { $0.signerInfos[0].signature = .octets([]) },
        Fault("huge signature", .signature) {
            $0.signerInfos[0].signature = .octets([UInt8](repeating: 9, count: 9999))
        },
        Fault("certificate signed by another key", .signature) {
            $0.endEntity.signature = .by(try SampleObjects.pool.key(5))
        },
        Fault("certificate by another issuer", .issuerMismatch) { $0.endEntity.issuer = "other" },
        Fault("certificate with more than the issuer's", .overclaim) {
            $0.endEntity.extensions.setResources("192.0.2.0/24 2001:db8::/32 10.0.0.0/8")
        },
    ]

    @Test("A signature or certificate that does not verify", arguments: signatures)
    func signature(_ fault: ObjectFault) throws {
        let samples = try SampleObjects()
        var failure: (any Error)?
        let octets = try samples.roa { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        let object = try RouteOriginAuthorization(decoding: octets).object
        let authority = try samples.authority(resources: "192.0.2.0/24 2001:db8::/32")
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in _ = try object.verify(issuer: authority) }
    }

    @Test("The forms that the profile allows")
    func right() throws {
        let samples = try SampleObjects()
        let authority = try samples.authority()
        let forms: [(inout SignedObjectPlan) -> Void] = [
            { _ in },
            { $0.signerInfos[0].signatureAlgorithm = .sha256WithRSAEncryption },
            { $0.signerInfos[0].signatureAlgorithm = AlgorithmPlan(OID.sha256WithRSAEncryption) },
            {
                $0.digestAlgorithms = [AlgorithmPlan(OID.sha256, .null)]
                $0.signerInfos[0].digestAlgorithm = AlgorithmPlan(OID.sha256, .null)
            },
            {
                $0.endEntity.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                    AccessDescription(OID.signedObject, "https://a/b/c.roa"),
                    AccessDescription(OID.signedObject, "rsync://a/b/c.roa"),
                    AccessDescription(OID.signedObject, "rsync://d/e/c.roa"),
                    // Not allowed (RFC 6487 section 4.8.8.2), seen with some CAs, and of no consequence.
                    AccessDescription(OID.rpkiNotify, "https://a/n.xml"))
            },
        ]
        for form in forms {
            let roa = try RouteOriginAuthorization(decoding: samples.roa(form))
            let held = try roa.object.verify(issuer: authority).resources
            try roa.checkEmbraced(by: held)
            #expect(roa.object.signingTime == SampleObjects.now)
        }
    }

    @Test("An object is for the URIs in its certificate, and for no other")
    func location() throws {
        let octets = try SampleObjects().roa {
            $0.endEntity.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                AccessDescription(OID.signedObject, "rsync://a/b/c.roa"),
                AccessDescription(OID.signedObject, "rsync://D/e/c.roa"))
        }
        let certificate = try RouteOriginAuthorization(decoding: octets).object.certificate
        for (text, isFor) in [
            ("rsync://a/b/c.roa", true), ("rsync://d/e/c.roa", true), ("rsync://a/b/C.roa", false),
            ("rsync://a/b/c.roa/", false),
        ] {
            #expect(certificate.isFor(signedObjectAt: try #require(RsyncURI(text))) == isFor)
        }
    }

    @Test("The number of URIs is bounded")
    func locations() throws {
        for (count, code) in [(101, nil), (102, ObjectError.Code.count)] {
            let octets = try SampleObjects().roa {
                $0.endEntity.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                    (0..<count).map { AccessDescription(OID.signedObject, "rsync://a/b/\($0).roa") })
            }
            let error = refusal { () throws(ObjectError) in _ = try RouteOriginAuthorization(decoding: octets) }
            #expect(error?.code == code)
        }
    }

    @Test("Every kind of object is told by its file's extension and refused under another")
    func kinds() throws {
        let samples = try SampleObjects()
        let objects: [(RepositoryObject.FileType, [UInt8])] = [
            (.certificate, try samples.certificate()), (.revocationList, try samples.revocationList()),
            (.manifest, try samples.manifest()), (.routeOriginAuthorization, try samples.roa()),
            (.providerAuthorization, try samples.aspa()), (.ghostbusters, try samples.ghostbusters()),
            (.checklist, try samples.checklist()), (.trustAnchorKey, try samples.trustAnchorKey()),
            (.prefixList, try samples.prefixList()),
        ]
        let authority = try samples.authority()
        for (type, octets) in objects {
            let object = try RepositoryObject(decoding: octets, as: type)
            try object.check(issuer: authority, at: SampleObjects.now)
            for other in RepositoryObject.FileType.allCases where other != type {
                #expect(
                    refusal { () throws(ObjectError) in _ = try RepositoryObject(decoding: octets, as: other) } != nil,
                    "\(type) as \(other)")
            }
        }
        #expect(RepositoryObject.FileType(fileName: "a.ROA") == .routeOriginAuthorization)
        #expect(RepositoryObject.FileType(fileName: "roa") == nil)
        #expect(RepositoryObject.FileType(fileName: "a.roa.txt") == nil)
    }
}
