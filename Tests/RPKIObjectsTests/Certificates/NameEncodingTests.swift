import RPKIObjects
import RPKITesting
import Testing

/// Names in UTF8String, which RFC 6487 sections 4.4 and 4.5 do not allow and live CAs write.
@Suite struct NameEncodingTests {
    static let strict: DecodingLimits = {
        var limits = DecodingLimits()
        limits.isStrict = true
        return limits
    }()

    private static func utf8(_ name: String) -> NamePlan {
        NamePlan(relativeNames: [[.init(OID.commonName, name, tag: 0x0c)]])
    }

    @Test("Octets of PrintableString are accepted as UTF8String, with a warning, and refused when strict")
    func authority() throws {
        let samples = try SampleObjects()
        let name = "Isp '()+,-./:=? 09"
        let forms: [(ObjectError.Code, Rule, (inout CertificatePlan) -> Void)] = [
            (.subjectName, Rule("RFC 6487", "4.5"), { $0.subject = Self.utf8(name) }),
            (.issuerName, Rule("RFC 6487", "4.4"), { $0.issuer = Self.utf8("anchor") }),
            (
                .issuerName, Rule("RFC 6487", "4.4"),
                {
                    $0.subject = Self.utf8(name)
                    $0.issuer = Self.utf8("anchor")
                }
            ),
        ]
        for (code, rule, edit) in forms {
            let octets = try samples.certificate(edit)
            let certificate = try Certificate(decoding: octets)
            let warning = try #require(certificate.nameEncoding.warning)
            #expect(warning.code == .nameEncoding && warning.rule == rule && warning.offset != nil)
            _ = try certificate.verify(issuer: samples.authority())
            let error = refusal { () throws(ObjectError) in _ = try Certificate(decoding: octets, limits: Self.strict) }
            #expect(error?.code == code && error?.rule == rule && error?.offset == warning.offset)
        }
        #expect(try Certificate(decoding: samples.certificate()).nameEncoding.warning == nil)
        _ = try Certificate(decoding: samples.certificate(), limits: Self.strict)
    }

    @Test("Every kind of object may have them in its certificate: manifests, as of Krill, and trust anchor keys too")
    func signedObjects() throws {
        let samples = try SampleObjects()
        let authority = try samples.authority()
        let edit: (inout SignedObjectPlan) -> Void = {
            $0.endEntity.subject = Self.utf8("ee")
            $0.endEntity.issuer = Self.utf8("anchor")
        }
        let objects: [(RepositoryObject.FileType, [UInt8])] = [
            (.manifest, try samples.manifest(edit)), (.routeOriginAuthorization, try samples.roa(edit)),
            (.providerAuthorization, try samples.aspa(edit)), (.ghostbusters, try samples.ghostbusters(edit)),
            (.checklist, try samples.checklist(edit)), (.trustAnchorKey, try samples.trustAnchorKey(edit)),
            (.prefixList, try samples.prefixList(edit)),
            (.revocationList, try samples.revocationList { $0.issuer = Self.utf8("anchor") }),
        ]
        for (type, octets) in objects {
            let object = try RepositoryObject(decoding: octets, as: type)
            try object.check(issuer: authority, at: SampleObjects.now)
            #expect(object.nameEncoding.warning?.code == .nameEncoding, "\(type)")
            let error = refusal { () throws(ObjectError) in
                _ = try RepositoryObject(decoding: octets, as: type, limits: Self.strict)
            }
            #expect(error?.code == .issuerName, "\(type)")
        }
    }

    @Test("Issuer and subject are compared by octets, whichever of them is UTF8String")
    func comparison() throws {
        let samples = try SampleObjects()
        let authority = try Certificate(
            decoding: samples.trustAnchor {
                $0.subject = Self.utf8("anchor")
                $0.issuer = "anchor"
            }
        ).verifyAsTrustAnchor()
        #expect(authority.certificate.isSelfIssued)
        _ = try Certificate(decoding: samples.certificate()).verify(issuer: authority)
        try RevocationList(decoding: samples.revocationList()).verify(issuer: authority)
        _ = try RouteOriginAuthorization(decoding: samples.roa()).object.verify(issuer: authority)
        for name in ["Anchor", "anchoR", "anchor ", "ancho"] {
            let other = try Certificate(decoding: samples.certificate { $0.issuer = Self.utf8(name) })
            let error = refusal { () throws(ObjectError) in _ = try other.verify(issuer: authority) }
            #expect(error?.code == .issuerMismatch, "\(name)")
        }
    }

    @Test("A router's subject may be UTF8String, without a warning and when strict too")
    func router() throws {
        let octets = try SampleObjects().router { $0.subject = Self.utf8("ROUTER-é") }
        #expect(try Certificate(decoding: octets, limits: Self.strict).nameEncoding.warning == nil)
    }
}
