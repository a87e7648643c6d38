import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import TestSupport
import Testing

@Suite(.enabled(if: BBNSuite.isPresent, "the BBN suite is not beside the project"))
struct BBNTests {
    @Test("Every good file is accepted and every bad one refused for the reason in its name, but for listed exceptions")
    func formerProfiles() throws {
        let suite = try BBNSuite()
        var limits = NameEncodingTests.strict
        limits.allowsFormerProfiles = true
        for path in BBNSuite.paths {
            let name = String(path.split(separator: "/").last ?? "")
            let expectation = try #require(BBNExpectation(name: name), "no table has \(path)")
            let error = try suite.error(at: path, limits: limits)
            if let exception = BBNException.named(name) {
                #expect(error?.code == exception.code, "\(path): \(error.map(\.description) ?? "accepted")")
                continue
            }
            switch expectation {
            case .valid, .part: #expect(error == nil, "\(path)")
            case .refused(let code): #expect(error?.code == code, "\(path): \(error.map(\.description) ?? "accepted")")
            }
        }
    }

    @Test(
        "Signed objects without signing-time, as the suite's are, are refused since RFC 9589; nothing else has changed")
    func todaysProfiles() throws {
        let suite = try BBNSuite()
        for path in BBNSuite.paths {
            let name = String(path.split(separator: "/").last ?? "")
            let expectation = try #require(BBNExpectation(name: name), "no table has \(path)")
            let isSignedObject = !name.hasSuffix(".cer") && !name.hasSuffix(".crl")
            let error = try suite.error(at: path, limits: NameEncodingTests.strict)
            switch expectation {
            case .part: #expect(error == nil, "\(path)")
            case .valid where isSignedObject && !path.contains("NAM"):
                let error = try #require(error, "\(path)")
                if name == "goodRealGbrNothingIsWrong.gbr" {
                    #expect(error.code == .vCard)
                } else {
                    #expect(error.code == .signedAttributes && error.rule == Rule("RFC 9589", "4"), "\(path): \(error)")
                }
            case .valid: #expect(error == nil, "\(path)")
            case .refused(let code):
                let codes = Set([code, BBNException.named(name)?.code, isSignedObject ? .signedAttributes : nil])
                #expect(error.map { codes.contains($0.code) } ?? false, "\(path): \(error.map(\.description) ?? "")")
            }
        }
    }

    @Test("Every exception is about a file that is there")
    func exceptions() {
        let names = Set(BBNSuite.paths.map { $0.split(separator: "/").last.map(String.init) ?? "" })
        for exception in BBNException.all { #expect(names.contains(exception.name), "\(exception.name)") }
        #expect(Set(BBNException.all.map(\.name)).count == BBNException.all.count)
    }

    @Test(
        "A content whose wrapping has another fault is refused for the reason in its name when it is wrapped well",
        arguments: [
            ("MFTHashOctetStr", "mft", ObjectError.Code.manifestHash), ("MFTThisUpdUTC", "mft", .timeType),
            ("MFTUpdCrossed", "mft", .manifestTimes),
        ])
    func contentAlone(_ name: String, _ type: String, _ code: ObjectError.Code) throws {
        let content = try SharedData.content(of: SharedData.bytes(BBNSuite.folder + "/root/\(name)/bad\(name).\(type)"))
        let octets = try SampleObjects().manifest { $0.eContent = content }
        #expect(refusal { () throws(ObjectError) in _ = try Manifest(decoding: octets) }?.code == code)
    }

    @Test(
        "Prefixes between or over the ranges of a certificate are not embraced, also when the ranges are written well",
        arguments: [
            ("IPv4OnlyPfxBetweenRangeRangeNoGaps", "1.1.1.0-1.1.255.255 1.3.0.0/23"),
            (
                "IPv6OnlyPfxSpanRanges",
                "102::-102:101:ffff:ffff:ffff:ffff:ffff:ffff 102:111::-103:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            ),
        ] as [(String, Resources)])
    func rangesAlone(_ name: String, _ resources: Resources) throws {
        let content = try SharedData.content(of: SharedData.bytes(BBNSuite.folder + "/root/badROA\(name).roa"))
        let octets = try SampleObjects().roa {
            $0.eContent = content
            $0.endEntity.extensions.setResources(resources)
        }
        let roa = try RouteOriginAuthorization(decoding: octets)
        let held = roa.object.certificate.resources.resolved(issuer: ResourceSet())
        #expect(refusal { () throws(ObjectError) in try roa.checkEmbraced(by: held) }?.code == .notEmbraced)
    }

    @Test("Docs/BBN.md has the numbers")
    func documentation() throws {
        let suite = try BBNSuite()
        var former = NameEncodingTests.strict
        former.allowsFormerProfiles = true
        var summary = BBNSummary()
        for path in BBNSuite.paths {
            let name = String(path.split(separator: "/").last ?? "")
            guard let expectation = BBNExpectation(name: name), expectation != .part else { continue }
            let today = try suite.error(at: path, limits: NameEncodingTests.strict)
            let then = try suite.error(at: path, limits: former)
            summary.count(
                path, isGood: expectation == .valid, isAccepted: today == nil, wasAccepted: then == nil,
                isAsNamed: then.map { expectation == .refused($0.code) } ?? false)
        }
        print(summary.line)
        guard let text = SharedData.document("BBN.md") else {
            print(summary.lines.joined(separator: "\n"))
            return
        }
        for line in summary.lines { #expect(text.contains(line), "not in Docs/BBN.md: \(line)") }
        for exception in BBNException.all {
            let verdict = exception.code.map { "`" + $0.rawValue + "`" } ?? "accepted"
            let line = "| `\(exception.name)` | \(verdict) | \(exception.reason) |"
            #expect(text.contains(line), "not in Docs/BBN.md: \(line)")
        }
    }
}
