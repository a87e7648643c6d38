import Foundation
import RPKIObjects
import RPKITesting
import TestSupport
import Testing

/// Trust anchor locators: RFC 8630 section 2.2.
@Suite struct TrustAnchorLocatorTests {
    private static let uri = "rsync://rpki.example.net/repository/anchor.cer"

    private static func plan() throws -> TALPlan {
        TALPlan(uris: [uri], subjectPublicKeyInfo: try SampleObjects.pool.key(0).subjectPublicKeyInfo)
    }

    static let faults: [Fault<TALPlan>] = [
        Fault("no URI", .locator) { $0.uris = [] },
        Fault("http", .locator) { $0.uris = ["http://a/b.cer"] },
        Fault("ftp", .locator) { $0.uris.append("ftp://a/b") },
        Fault("a folder", .locator) { $0.uris = ["rsync://a/b/"] },
        Fault("a host alone", .locator) { $0.uris = ["https://a"] },
        Fault("a way out of the folder", .locator) { $0.uris = ["https://a/../b.cer"] },
        Fault("no key", .locator) { $0.subjectPublicKeyInfo = [] },
        Fault("octets after the key", .trailingData) { $0.subjectPublicKeyInfo.append(0) },
        Fault("half a key", .truncated) { $0.subjectPublicKeyInfo.removeLast(40) },
        Fault("something else", .tag) { $0.subjectPublicKeyInfo = [5, 0] },
        Fault("a router's key", .publicKey) {
            $0.subjectPublicKeyInfo = try RouterSigningKey.derived(0).subjectPublicKeyInfo
        },
    ]

    @Test("One wrong detail", arguments: faults)
    func fault(_ fault: Fault<TALPlan>) throws {
        var plan = try Self.plan()
        try fault.edit(&plan)
        let octets = Array(plan.text.utf8)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try TrustAnchorLocator(decoding: octets, name: "x")
        }
    }

    @Test(
        "Text that is no locator is refused",
        arguments: [
            "", "\n", "\n\n", "#", "# a\n", uri, uri + "\n", uri + "\n\n", uri + "\n\n=", uri + "\n\nMIIB IjAN\n",
            uri + "\n\nMIIB-_==\n", uri + "\n\n!!!!", uri + "\r\r", "\u{feff}" + uri + "\n\n",
        ])
    func text(_ text: String) {
        let octets = Array(text.utf8)
        let error = refusal { () throws(ObjectError) in _ = try TrustAnchorLocator(decoding: octets, name: "x") }
        #expect(error != nil)
        if let offset = error?.offset { #expect((0...octets.count).contains(offset)) }
    }

    @Test("Octets that are no text, and too many, are refused")
    func octets() throws {
        for (octets, code) in [
            ([0x23, 0xff, 0x0a], ObjectError.Code.locator), ([UInt8](repeating: 0x23, count: 65_537), .size),
        ] {
            expectRefusal(code, of: octets) { () throws(ObjectError) in
                _ = try TrustAnchorLocator(decoding: octets, name: "x")
            }
        }
    }

    @Test("Comments, several URIs in their order, both line ends, any columns", arguments: ["\n", "\r\n"])
    func right(_ lineEnd: String) throws {
        var plan = try Self.plan()
        plan.comments = [" Ein Beispiel für alle", "", "\u{301}#"]
        plan.uris = ["https://rpki.example.net/anchor.cer", Self.uri, "HTTPS://Other.example/a/b.cer"]
        plan.lineEnd = lineEnd
        for columns in [1, 64, 10_000] {
            plan.columns = columns
            let locator = try TrustAnchorLocator(decoding: Array(plan.text.utf8), name: "example")
            #expect(locator.comments == plan.comments)
            #expect(locator.uris == plan.uris)
            #expect(locator.subjectPublicKeyInfo == plan.subjectPublicKeyInfo)
            #expect(locator.rsyncURIs.map(\.description) == [Self.uri])
            #expect(
                locator.relativePaths == [
                    "rpki.example.net/anchor.cer", "rpki.example.net/repository/anchor.cer", "other.example/a/b.cer",
                ])
        }
    }

    @Test("A locator as it was pasted from a page is read", arguments: ["\n", "\r\n"])
    func pasted(_ end: String) throws {
        let key = try SampleObjects.pool.key(0).subjectPublicKeyInfo
        let base64 = Data(key).base64EncodedString()
        let lines = [base64.prefix(64), base64.dropFirst(64)]
        for text in [
            " \(Self.uri) \n\n \(lines[0])  \n\t\(lines[1])\n", "\n\n\(Self.uri)\n\n\n\(base64)\n\n",
            "\(Self.uri)\n\(lines[0])\n\(lines[1])", "\u{feff}# a\n\(Self.uri)\n# late\n\n\(base64)",
            "\(Self.uri)\n-----BEGIN PUBLIC KEY-----\n\(base64)\n-----END PUBLIC KEY-----\n",
        ] {
            let octets = Array(text.replacing("\n", with: end).utf8)
            let locator = try TrustAnchorLocator(decoding: octets, name: "x")
            #expect(locator.uris == [Self.uri], "\(text)")
            #expect(locator.subjectPublicKeyInfo == key, "\(text)")
        }
    }

    @Test("Line ends may be mixed, and the last may be missing")
    func lineEnds() throws {
        let key = Data(try SampleObjects.pool.key(0).subjectPublicKeyInfo).base64EncodedString()
        let text = "# a\r\n# b\n\(Self.uri)\r\n\n\(key.prefix(70))\r\n\(key.dropFirst(70))"
        let locator = try TrustAnchorLocator(decoding: Array(text.utf8), name: "x")
        #expect(locator.comments == [" a", " b"])
    }

    @Test("The trust anchor's certificate has the locator's key, and another one is refused")
    func key() throws {
        let samples = try SampleObjects()
        let certificate = try Certificate(decoding: samples.trustAnchor())
        var plan = try Self.plan()
        try TrustAnchorLocator(decoding: Array(plan.text.utf8), name: "x").checkKey(of: certificate)
        plan.subjectPublicKeyInfo = try samples.keys.key(5).subjectPublicKeyInfo
        let other = try TrustAnchorLocator(decoding: Array(plan.text.utf8), name: "x")
        #expect(
            refusal { () throws(ObjectError) in try other.checkKey(of: certificate) }?.code == .trustAnchorMismatch)
    }

    @Test("The locators of the registries are well formed and differ")
    func registries() throws {
        let locators = try TrustAnchorLocator.registries()
        #expect(locators.map(\.name) == ["afrinic", "apnic", "arin", "lacnic", "ripe"])
        #expect(Set(locators.map(\.subjectPublicKeyInfo)).count == 5)
    }

    @Test(
        "The locators that registries publish are read",
        .enabled(if: SharedData.has("rpki/tals/ripe.tal"), "the locators are not beside the project"),
        arguments: [
            "afrinic", "apnic", "apnic-testbed", "arin", "arin-ote", "lacnic", "nlnetlabs-testbed", "ripe",
            "ripe-pilot",
        ])
    func published(_ name: String) throws {
        let locator = try TrustAnchorLocator(decoding: SharedData.bytes("rpki/tals/\(name).tal"), name: name)
        #expect(!locator.uris.isEmpty)
        if let own = try TrustAnchorLocator.registries().first(where: { $0.name == name }) {
            #expect(own.subjectPublicKeyInfo == locator.subjectPublicKeyInfo)
            #expect(Set(own.uris) == Set(locator.uris))
        }
    }
}
