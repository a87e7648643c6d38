import Foundation
import RPKITesting
import Testing

@Suite("rpki inspect", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct InspectTests {
    let fixture: InspectFixture

    init() throws {
        fixture = try InspectFixture()
    }

    /// Inspects one file as JSON.
    private func inspect(
        _ path: String, _ options: String..., status: Int32 = 0
    ) throws -> (object: [String: Any], verdict: [String: Any]) {
        let result = try InspectProgram.run(
            "rpki", "inspect", path, "--format", "json", "--at", InspectFixture.clock, files: options)
        #expect(result.status == status, "\(result.errors)")
        let object = try #require(try result.objects().first)
        return (object, try #require(object["verdict"] as? [String: Any]))
    }

    @Test(
        "Every kind of object that a CA publishes is printed, and valid under its issuer and CRL",
        arguments: [
            ("isp/as64496.roa", "ROA", "addresses"), ("isp/as64496.asa", "ASPA", "providers"),
            ("isp/as64496.spl", "signed prefix list", "prefixes"), ("isp/contact.gbr", "Ghostbusters record", "vCard"),
            ("isp/router-as64496.cer", "BGPsec router certificate", "subjectPublicKeyInfo"),
            ("isp/isp.mft", "manifest", "files"), ("isp/isp.crl", "certificate revocation list", "revoked"),
        ])
    func published(_ path: String, _ kind: String, _ member: String) throws {
        let (object, verdict) = try inspect(fixture[path], "--issuer", fixture.isp, "--crl", fixture.ispCRL)
        #expect(object["kind"] as? String == kind)
        #expect(!((object[member] as? [Any])?.isEmpty ?? (object[member] as? String)?.isEmpty ?? true))
        #expect(verdict["state"] as? String == "valid")
    }

    @Test("A signed checklist, a trust anchor's key object and a CA are valid under theirs")
    func others() throws {
        let checklist = try inspect(fixture.checklist, "--issuer", fixture.isp)
        #expect(checklist.object["signedResources"] as? [String] == ["AS64496", "192.0.2.0/26"])
        #expect(checklist.verdict["state"] as? String == "valid")
        let key = try inspect(fixture["example/example.tak"], "--issuer", fixture.ta)
        #expect((key.object["successor"] as? [String: Any])?["uris"] as? [String] != nil)
        #expect(key.verdict["state"] as? String == "valid")
        let authority = try inspect(fixture.isp, "--issuer", fixture.ta)
        #expect(authority.object["kind"] as? String == "CA certificate")
        #expect(authority.verdict["state"] as? String == "valid")
    }

    @Test("A locator and a cache representation are printed, and there is nothing to check them against")
    func unsigned() throws {
        let locator = try inspect(fixture.folder.path + "/example.tal")
        #expect(locator.object["kind"] as? String == "trust anchor locator")
        #expect(locator.verdict["state"] as? String == "not-checked")

        let file = fixture.folder.path + "/run.ccr"
        let run = try InspectProgram.run(
            "rpki", "validate", "--tal", fixture.folder.path + "/example.tal", "--repository", fixture.folder.path,
            "--at", InspectFixture.clock, "--output", "ccr=" + file)
        try #require(run.status == 0, "\(run.errors)")
        let representation = try inspect(file)
        let vrps = try #require(representation.object["vrps"] as? [String: Any])
        #expect((vrps["elements"] as? [[String: Any]])?.count == vrps["count"] as? Int)
        #expect((vrps["elements"] as? [[String: Any]])?.first?["asn"] as? String == "AS64496")
    }

    @Test("Without an issuer an object is decoded only, and a self-signed certificate is checked as a trust anchor's")
    func withoutIssuer() throws {
        #expect(try inspect(fixture["isp/as64496.roa"]).verdict["state"] as? String == "not-checked")
        let anchor = try inspect(fixture.ta)
        #expect(anchor.object["kind"] as? String == "trust anchor certificate")
        #expect(anchor.verdict["state"] as? String == "valid")
        let resources = try #require(anchor.object["resources"] as? [String: Any])
        #expect(resources["asns"] as? [String] == ["AS64496-AS64511"])
    }

    @Test(
        "What the issuer, the CRL or the clock refuses exits 3, with the reason and its rule",
        arguments: [
            ("isp/beyond.roa", "overclaim", "RFC 6487"), ("isp/revoked.roa", "revoked", "RFC 6487"),
            ("example/isp.cer", "issuer-mismatch", "RFC 6487"),
        ])
    func refused(_ path: String, _ reason: String, _ document: String) throws {
        let verdict = try inspect(fixture[path], "--issuer", fixture.isp, "--crl", fixture.ispCRL, status: 3).verdict
        #expect(verdict["state"] as? String == "refused")
        #expect(verdict["reason"] as? String == reason)
        #expect(verdict["rfc"] as? String == document)
        #expect(verdict["detail"] as? String != "")
    }

    @Test(
        "The clock decides what is stale, expired or not yet valid",
        arguments: [
            ("2026-05-30T00:00:00Z", "isp/isp.crl", "stale"),
            ("2027-06-30T00:00:00+02:00", "isp/as64496.roa", "expired"),
            ("2020-01-01T00:00:00Z", "isp/as64496.roa", "not-yet-valid"),
        ])
    func clock(_ time: String, _ path: String, _ reason: String) throws {
        let result = try InspectProgram.run(
            "rpki", "inspect", fixture[path], "--issuer", fixture.isp, "--at", time, "--format", "json")
        #expect(result.status == 3)
        #expect((try result.objects().first?["verdict"] as? [String: Any])?["reason"] as? String == reason)
    }

    @Test("A CRL that is not the issuer's, or stale, counts against what it was to vouch for")
    func refusedRevocationList() throws {
        let foreign = try inspect(
            fixture["isp/as64496.roa"], "--issuer", fixture.isp, "--crl", fixture["example/example.crl"], status: 3)
        #expect(foreign.verdict["reason"] as? String == "issuer-mismatch")
        #expect((foreign.verdict["notes"] as? [String])?.count == 1)
    }

    @Test("Of resources that the issuer inherits all are taken to be held, and the verdict says so")
    func inheritingIssuer() throws {
        let verdict = try inspect(
            fixture["inheritor/as64501.roa"], "--issuer", fixture["example/inheritor.cer"], "--crl",
            fixture["inheritor/inheritor.crl"]
        ).verdict
        #expect(verdict["state"] as? String == "valid")
        #expect((verdict["notes"] as? [String])?.first?.contains("inherits") == true)
    }

    @Test("A claim beyond the issuer's is refused by RFC 6487, and left out and told by RFC 8360")
    func excess() throws {
        let strict = try inspect(fixture["example/greedy.cer"], "--issuer", fixture.ta, status: 3).verdict
        #expect(strict["reason"] as? String == "overclaim")
        let trimmed = try inspect(fixture["example/trimmed.cer"], "--issuer", fixture.ta).verdict
        #expect((trimmed["notes"] as? [String])?.last?.hasSuffix("AS65000") == true)
    }

    @Test("What cannot be read or decoded exits 1 with file, code, place and rule; the other files are printed")
    func undecodable() throws {
        let result = try InspectProgram.run(
            "rpki", "inspect", fixture["isp/undecodable.roa"], fixture["isp/none.roa"], fixture["isp/as64496.roa"],
            fixture["isp/undated.roa"])
        #expect(result.status == 1)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.contains("undecodable.roa: version at octet ") == true)
        #expect(lines.first?.hasSuffix("(RFC 6488 section 2.1.1)") == true)
        #expect(lines.dropFirst().first?.contains("none.roa: No such file") == true)
        #expect(lines.last?.contains("RFC 9589") == true)
        #expect(result.output.contains("192.0.2.0/25"))
    }

    @Test("An object from before RFC 9589 is passed when that is asked for")
    func formerProfiles() throws {
        let result = try inspect(fixture["isp/undated.roa"], "--former-profiles", "--issuer", fixture.isp)
        #expect(result.object["signingTime"] is NSNull)
        #expect(result.verdict["state"] as? String == "valid")
    }

    @Test(
        "A file whose name says nothing is told by its content, base64 or not",
        arguments: [
            "isp/as64496.roa", "isp/as64496.asa", "isp/as64496.spl", "isp/contact.gbr", "isp/isp.mft", "isp/isp.crl",
            "isp.cer",
            "example/example.tak", "tal",
        ])
    func content(_ path: String) throws {
        let original =
            switch path {
            case "isp.cer": fixture.isp
            case "tal": fixture.folder.path + "/example.tal"
            default: fixture[path]
            }
        let named = try inspect(original).object
        let nameless = try inspect(fixture.copy(original, as: "object")).object
        #expect(nameless["kind"] as? String == named["kind"] as? String)
        #expect(nameless["sha256"] as? String == named["sha256"] as? String)
        guard path != "tal" else { return }
        let octets = try Data(contentsOf: URL(fileURLWithPath: original))
        let text =
            "-----BEGIN X-----\n\(octets.base64EncodedString(options: .lineLength64Characters))\n-----END X-----\n"
        let wrapped = try inspect(fixture.write(Array(text.utf8), as: "wrapped.pem")).object
        #expect(wrapped["sha256"] as? String == named["sha256"] as? String)
    }

    @Test("A file that is not what its extension says is refused")
    func misnamed() throws {
        let result = try InspectProgram.run(
            "rpki", "inspect", try fixture.copy(fixture["isp/as64496.roa"], as: "a.mft"))
        #expect(result.status == 1)
        #expect(result.errors.contains("content-type"))
    }

    @Test("Text has one column of values, and no control character of the object reaches the terminal")
    func text() throws {
        let result = try InspectProgram.run("rpki", "inspect", fixture["isp/contact.gbr"], fixture["isp/as64496.roa"])
        #expect(result.status == 0)
        #expect(result.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(result.output.contains("FN:Night \\u{202e}desk"))
        let blocks = result.output.components(separatedBy: "\n\n")
        #expect(blocks.count == 2)
        for block in blocks {
            let columns = block.split(separator: "\n").compactMap { line -> Int? in
                guard let colon = line.range(of: ": ") else { return nil }
                return line[colon.upperBound...].firstIndex { $0 != " " }.map {
                    line.distance(from: line.startIndex, to: $0)
                }
            }
            #expect(Set(columns).count == 1)
        }
    }

    @Test(
        "Wrong usage exits 2",
        arguments: [
            [], ["a.roa", "--crl", "a.crl"], ["a.roa", "--at", "yesterday"], ["a.roa", "--format", "xml"],
        ])
    func usage(_ arguments: [String]) throws {
        #expect(try InspectProgram.run("rpki", "inspect", files: arguments).status == 2)
    }

    @Test("An issuer that cannot be one exits 1")
    func badIssuer() throws {
        let roa = fixture["isp/as64496.roa"]
        #expect(try InspectProgram.run("rpki", "inspect", roa, "--issuer", roa).status == 1)
        let router = fixture["isp/router-as64496.cer"]
        #expect(try InspectProgram.run("rpki", "inspect", roa, "--issuer", router).status == 1)
        #expect(
            try InspectProgram.run("rpki", "inspect", roa, "--issuer", fixture.isp, "--crl", fixture.isp).status == 1)
    }
}
