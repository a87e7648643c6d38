import NumberResources
import RPKIObjects
import RPKITesting
import TestSupport
import Testing

/// Single objects that other validators test themselves with.
@Suite(.enabled(if: SharedData.has("rpki/objects/rpki-rs"), "the objects are not beside the project"))
struct InteropTests {
    static let commons = "rpki/objects/rpki-commons/"
    static let rust = "rpki/objects/rpki-rs/repository/"

    static let rightObjects = [
        commons + "interop/aspa/GOOD-profile-15-APNIC-rpki-aspa-demo-AS1000.asa",
        commons + "router/router_certificate.cer",
        rust + "ca1.cer", rust + "ca1.crl", rust + "ta.cer", rust + "ta.crl", rust + "router.cer",
    ]

    @Test("Objects that are right", arguments: rightObjects)
    func right(_ path: String) throws {
        let type = try #require(RepositoryObject.FileType(fileName: path))
        _ = try RepositoryObject(decoding: SharedData.bytes(path), as: type)
    }

    static let wrongObjects: [(String, ObjectError.Code, String)] = [
        (
            commons + "interop/aspa/BAD-profile-13-AS211321-profile-13.asa", .contentVersion,
            "a profile before version 1"
        ),
        (
            commons + "interop/aspa/BAD-profile-13-no-signingtime-aspa-rpkimancer.asa", .issuerName,
            "names in UTF8String, before all other faults"
        ),
        (commons + "interop/aspa/BAD-profile-15-APNIC-rpki-aspa-demo-AS1000.asa", .contentVersion, "version 0"),
        (
            commons + "interop/aspa/BAD-profile-15-rpki-commons-propertytest-sample-implicit-tag.asa",
            .crlDistributionPoints, "a certificate without CRL, before all other faults"
        ),
        (
            commons + "interop/aspa/GOOD-profile-15-draft-ietf-sidrops-profile-15-sample.asa", .subjectName,
            "good as an ASPA; its certificate has a name in UTF8String"
        ),
        (
            commons + "interop/aspa/GOOD-profile-15-rpki-commons-propertytest-sample.asa", .crlDistributionPoints,
            "good as an ASPA; its certificate names no CRL"
        ),
        (
            commons + "interop/misc-objects/6C76EDB2225D11E286C4BD8F7A2F2747.roa", .signedAttributes,
            "an attribute smimeCapabilities"
        ),
        (rust + "aspa-bm.asa", .issuerName, "names in UTF8String"),
        (rust + "ca1.mft", .length, "BER with indefinite lengths"), (rust + "ta.mft", .length, "the same"),
        (rust + "example-ripe.roa", .length, "the same"),
        (rust + "signature-alg-mismatch.mft", .signatureAlgorithm, "NULL in one of two algorithm identifiers only"),
        (rust + "maxlen-overflow.roa", .signedAttributes, "no signing-time"),
        (rust + "maxlen-underflow.roa", .signedAttributes, "no signing-time"),
        (rust + "prefix-len-overflow.roa", .ipResources, "124 bits of IPv4 in its certificate too"),
    ]

    @Test("Objects that are wrong, or outdated", arguments: wrongObjects)
    func wrong(_ path: String, _ code: ObjectError.Code, _ why: String) throws {
        let type = try #require(RepositoryObject.FileType(fileName: path))
        let octets = try SharedData.bytes(path)
        expectRefusal(code, of: octets, why) { () throws(ObjectError) in
            _ = try RepositoryObject(decoding: octets, as: type, limits: NameEncodingTests.strict)
        }
    }

    @Test("An object whose one fault is a name in UTF8String is read with a warning")
    func names() throws {
        let octets = try SharedData.bytes(
            Self.commons + "interop/aspa/GOOD-profile-15-draft-ietf-sidrops-profile-15-sample.asa")
        let object = try RepositoryObject(
            decoding: octets, as: .providerAuthorization, limits: BERTests.former)
        #expect(object.nameEncoding.warning?.code == .nameEncoding)
    }

    @Test(
        "The content alone, in a sound wrapping, is judged by its own faults",
        arguments: [
            ("interop/aspa/BAD-profile-13-AS211321-profile-13.asa", "AS211321", ObjectError.Code.contentVersion),
            ("interop/aspa/BAD-profile-13-no-signingtime-aspa-rpkimancer.asa", "AS65000", .contentVersion),
            ("interop/aspa/BAD-profile-15-APNIC-rpki-aspa-demo-AS1000.asa", "AS1000", .contentVersion),
            ("interop/aspa/BAD-profile-15-rpki-commons-propertytest-sample-implicit-tag.asa", "AS1", .contentVersion),
            ("interop/aspa/GOOD-profile-15-APNIC-rpki-aspa-demo-AS1000.asa", "AS1000", nil),
            ("interop/aspa/GOOD-profile-15-draft-ietf-sidrops-profile-15-sample.asa", "AS15562", nil),
            ("interop/aspa/GOOD-profile-15-rpki-commons-propertytest-sample.asa", "AS1", nil),
        ] as [(String, Resources, ObjectError.Code?)])
    func aspas(_ name: String, _ resources: Resources, _ code: ObjectError.Code?) throws {
        let content = try SharedData.content(of: SharedData.bytes(Self.commons + name))
        let octets = try SampleObjects().aspa {
            $0.eContent = content
            $0.endEntity.extensions.setResources(resources)
        }
        let error = refusal { () throws(ObjectError) in _ = try ProviderAuthorization(decoding: octets) }
        #expect(error?.code == code)
    }

    @Test("The content alone of ASPAs before and since version 1")
    func aspaContents() throws {
        for (name, code) in [("aspa-content-draft-13.der", ObjectError.Code.contentVersion), ("aspa-content.der", nil)]
        {
            let content = try SharedData.bytes(Self.rust + name)
            let octets = try SampleObjects().aspa { $0.eContent = content }
            let error = refusal { () throws(ObjectError) in _ = try ProviderAuthorization(decoding: octets) }
            #expect(error?.code == code, "\(name)")
        }
    }

    @Test(
        "Lengths of prefixes beyond all bounds, which once brought validators down",
        arguments: [
            ("maxlen-overflow.roa", ObjectError.Code.maxLength), ("maxlen-underflow.roa", .maxLength),
            ("prefix-len-overflow.roa", .prefix),
        ])
    func lengths(_ name: String, _ code: ObjectError.Code) throws {
        let content = try SharedData.content(of: SharedData.bytes(Self.rust + name))
        let octets = try SampleObjects().roa { $0.eContent = content }
        expectRefusal(code, of: octets) { () throws(ObjectError) in
            _ = try RouteOriginAuthorization(decoding: octets)
        }
    }

    @Test("A file name that manifests may not list")
    func fileName() throws {
        // The object itself is in BER; its content is what counts here.
        let octets = try SharedData.bytes(Self.rust + "ta.mft.bad-filename")
        #expect(refusal { () throws(ObjectError) in _ = try Manifest(decoding: octets) }?.code == .length)
    }
}
