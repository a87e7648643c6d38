import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite("Resources that go beyond the issuer's") struct ResourceTests {
    @Test("By RFC 6487 a certificate that claims too much is refused, with everything below")
    func strict() async throws {
        var repository = Walk.plan(resources: "AS64496-AS64511 192.0.2.0/24")
        let isp = repository.addCA("isp", resources: "AS64496 192.0.2.0/24 198.51.100.0/24")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24"])
        let run = try await Walk.run(repository)
        #expect(run.payloads.isEmpty)
        #expect(run.findings == ["rejected overclaim example/isp.cer"])
        #expect(run.rejections[0].error.rule == Rule("RFC 6487", "7.2"))
        #expect(run.rejections[0].error.detail.contains("198.51.100.0/24"))
    }

    @Test("By RFC 8360 it keeps what its issuer holds, and the rest is reported")
    func reconsidered() async throws {
        var repository = Walk.plan(resources: "AS64496-AS64511 192.0.2.0/24")
        let isp = repository.addCA(
            "isp", resources: "AS64496 192.0.2.0/24 198.51.100.0/24", flavour: .reconsidered)
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24"])
        repository.addROA(in: isp, asn: 64496, ["198.51.100.0/24"], name: "beyond.roa")
        let built = try repository.build()
        let run = try await Walk.run(built)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.vrps == ["AS64496 192.0.2.0/24"])
        // The ROA's own certificate is trimmed to nothing, so that it does not hold the ROA's prefix (section 4.2.5).
        #expect(
            run.findings == [
                "warning overclaim example/isp.cer", "rejected content-outside-certificate isp/beyond.roa",
            ])
        #expect(run.rejections[0].error.rule == Rule("RFC 8360", "4.2.4.4"))
        #expect(run.rejections[0].error.detail.contains("198.51.100.0/24"))
    }

    @Test(
        "The excess of a signed object's certificate is reported too, and costs nothing that the object does not need")
    func endEntity() async throws {
        var repository = Walk.plan(resources: "AS64496-AS64511 192.0.2.0/24")
        let isp = repository.addCA("isp", resources: "AS64496 192.0.2.0/24", flavour: .reconsidered)
        repository.addROA(
            in: isp, asn: 64496, ["192.0.2.0/24"], resources: "192.0.2.0/24 203.0.113.0/24")
        let store = WatchedStore()
        for _ in 0..<2 {
            let run = try await Walk.run(repository, store: store)
            #expect(run.vrps == ["AS64496 192.0.2.0/24"])
            #expect(run.findings == ["warning overclaim isp/as64496.roa"])
            #expect(run.rejections[0].error.detail.contains("203.0.113.0/24"))
        }
    }

    @Test("A router's certificate must be held whole, whatever its policy (RFC 8360 section 4.2.6)")
    func router() async throws {
        var repository = Walk.plan(resources: "AS64496-AS64511 192.0.2.0/24")
        let isp = repository.addCA("isp", resources: "AS64496", flavour: .reconsidered)
        repository.addRouterKey(in: isp, asns: [64496, 64497], key: try .derived(0), name: "both.cer")
        repository.addRouterKey(in: isp, asns: [64496], key: try .derived(1), name: "one.cer")
        let run = try await Walk.run(repository)
        #expect(run.payloads.routerKeys.map(\.asn) == [64496])
        #expect(run.findings == ["rejected overclaim isp/both.cer"])
    }

    @Test("What is trimmed at one level is gone at all below")
    func trimmedChain() async throws {
        var repository = Walk.plan(resources: "AS64496 192.0.2.0/24")
        let upper = repository.addCA("upper", resources: "AS64496 192.0.0.0/16", flavour: .reconsidered)
        let lower = repository.addCA("lower", in: upper, resources: "inherit")
        repository.addROA(in: lower, asn: 64496, ["192.0.2.0/25"])
        let beyond = repository.addROA(in: lower, asn: 64496, ["192.0.3.0/24"], name: "beyond.roa")
        repository[beyond].isRefused = true
        let built = try repository.build()
        let run = try await Walk.run(built)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.findings == ["warning overclaim example/upper.cer", "rejected overclaim lower/beyond.roa"])
    }

    @Test("The text of a great many excess resources is cut in rejections")
    func longDetail() async throws {
        let prefixes = (0..<2000).map { "10.\($0 / 250).\($0 % 250).0/25" }.joined(separator: " ")
        var repository = Walk.plan(resources: "192.0.2.0/24")
        repository.addCA("greedy", resources: Resources(prefixes))
        let run = try await Walk.run(repository)
        #expect(run.findings == ["rejected overclaim example/greedy.cer"])
        #expect(run.rejections[0].error.detail.utf8.count < 1100)
    }
}
