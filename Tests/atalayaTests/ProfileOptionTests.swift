import Foundation
import NumberResources
import RPKITesting
import Testing

/// `--strict` and `--former-profiles`.
@Suite(.enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct ProfileOptionTests {
    @Test("Names in UTF8String are used with a warning each, and refused with --strict")
    func strict() throws {
        let sandbox = try Sandbox()
        let other = sandbox.plan.authority(named: "other")
        sandbox.plan.breakManifest(of: other) {
            $0.endEntity.subject = NamePlan(relativeNames: [[.init(OID.commonName, "mft", tag: 0x0c)]])
        }
        try sandbox.publish()
        let plain = try sandbox.validate("--rejections", sandbox("plain.jsonl"))
        #expect(plain.status == 0)
        #expect(plain.output.contains("AS64510"))
        #expect(plain.errors.contains("warning: rsync://rpki.example.net/repository/other/other.mft: name-encoding"))
        #expect(
            try sandbox.text("plain.jsonl").contains(
                "\"reason\":\"name-encoding\",\"rfc\":\"RFC 6487\",\"section\":\"4.5\""))
        let strict = try sandbox.validate("--strict")
        #expect(strict.status == 0)
        #expect(!strict.output.contains("AS64510"))
        #expect(strict.errors.contains("rejected: rsync://rpki.example.net/repository/other/other.mft: subject-name"))
    }

    @Test("An archive with manifests in BER is read with --former-profiles, and names the option without")
    func formerProfiles() throws {
        let sandbox = try Sandbox()
        let manifest = sandbox.repository + "/rpki.example.net/repository/other/other.mft"
        let der = [UInt8](try Data(contentsOf: URL(fileURLWithPath: manifest)))
        for form in BERForm.allCases {
            try Data(form.encode(der)).write(to: URL(fileURLWithPath: manifest))
            let plain = try sandbox.validate()
            #expect(plain.status == 0)
            #expect(!plain.output.contains("AS64510"))
            #expect(plain.errors.contains("other.mft: der-length"))
            #expect(plain.errors.contains("--former-profiles"))
            let former = try sandbox.validate("--former-profiles")
            #expect(former.status == 0)
            #expect(former.output.contains("AS64510,198.51.100.0/24"))
        }
    }
}
