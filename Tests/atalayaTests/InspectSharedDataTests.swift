import Foundation
import TestSupport
import Testing

/// Objects by others, beside the project or where the environment says.
enum InspectSharedData {
    static let isReady = InspectProgram.executable != nil && SharedData.has("rpki")

    /// The path of a file of the RPKI's data.
    static func path(_ name: String) -> String { SharedData.path("rpki/" + name) }
}

@Suite("rpki inspect, on objects of others", .enabled(if: InspectSharedData.isReady, "../shared/data is absent"))
struct InspectSharedDataTests {
    @Test(
        "Single objects of other projects are printed as what they are",
        arguments: [
            ("rpki-rs/repository/ta.cer", "trust anchor certificate"), ("rpki-rs/repository/ca1.cer", "CA certificate"),
            ("rpki-rs/repository/router.cer", "BGPsec router certificate"),
            ("rpki-rs/repository/ta.crl", "certificate revocation list"),
            ("rpki-rs/repository/ripe.tal", "trust anchor locator"),
            ("rpki-commons/interop/aspa/GOOD-profile-15-APNIC-rpki-aspa-demo-AS1000.asa", "ASPA"),
            ("rpki-commons/ccr/draft-ietf-sidrops-rpki-ccr.ccr", "canonical cache representation"),
        ])
    func objects(_ name: String, _ kind: String) throws {
        let result = try InspectProgram.run(
            "rpki", "inspect", InspectSharedData.path("objects/" + name), "--at", "2021-01-01T00:00:00Z", "--format",
            "json")
        #expect(try result.objects().first?["kind"] as? String == kind)
        #expect(result.errors.isEmpty)
    }

    /// Files whose name is not their verdict: RFC 7935 section 2 allows rsaEncryption; RFC 6493 section 5 wants a vCard 4.0.
    private static let exceptions = ["badCMSSigInfoWrongSigAlg.roa": true, "goodRealGbrNothingIsWrong.gbr": false]

    @Test("Objects of the BBN suite below its root are valid or not, as their names say")
    func conformance() throws {
        let folder = InspectSharedData.path("bbn-conformance/root")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".cer") || $0.hasSuffix(".roa") || $0.hasSuffix(".gbr") }
        try #require(names.count > 200)
        let result = try InspectProgram.run(
            "rpki", "inspect", "--issuer", InspectSharedData.path("bbn-conformance/root.cer"), "--at",
            "2020-09-13T12:26:40Z",
            "--former-profiles", "--strict", "--format", "json", files: names.map { folder + "/" + $0 })
        #expect(result.status == 1)
        let valid = Set(
            try result.objects().compactMap { object -> String? in
                guard (object["verdict"] as? [String: Any])?["state"] as? String == "valid" else { return nil }
                return (object["file"] as? String)?.split(separator: "/").last.map(String.init)
            })
        for name in names where name.hasPrefix("good") || name.hasPrefix("bad") {
            #expect(valid.contains(name) == (Self.exceptions[name] ?? name.hasPrefix("good")), "\(name)")
        }
        #expect(try result.objects().count + result.errors.split(separator: "\n").count == names.count)
    }

    @Test("A publication point of a captured repository is valid, object by object, and no longer the day after")
    func publicationPoint() throws {
        let repository = InspectSharedData.path("ripe-pilot-2023/repository/localcert.ripe.net/repository/DEFAULT/")
        let point = repository + "b1/848be5-60ba-48dc-bedc-fb6835e3aa4e/1/"
        let key = "d1iE25ojPLe69OygORQdhINvyRM"
        let names = try FileManager.default.contentsOfDirectory(atPath: point).sorted()
        for (time, status) in [("2023-08-04T07:00:00Z", 0), ("2023-08-05T07:00:00Z", 3)] as [(String, Int32)] {
            let result = try InspectProgram.run(
                "rpki", "inspect", "--issuer", repository + key + ".cer", "--crl", point + key + ".crl", "--at", time,
                files: names.map { point + $0 })
            #expect(result.status == status)
        }
    }
}
