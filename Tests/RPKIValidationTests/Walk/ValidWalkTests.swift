import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite struct ValidWalkTests {
    /// Every kind of payload, on three levels.
    private func repository() throws -> RepositoryPlan {
        var repository = Walk.plan(resources: "AS64496-AS64511 192.0.2.0/24 198.51.100.0/24 2001:db8::/32")
        repository.addROA(in: repository.trustAnchor, asn: 64511, ["198.51.100.0/24"])
        let isp = repository.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/24 2001:db8::/32")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24-26", "2001:db8::/32-48"])
        repository.addASPA(in: isp, customer: 64496, providers: [64498, 64499])
        repository.addRouterKey(in: isp, asns: [64496, 64497], key: try .derived(0))
        repository.addGhostbusters(in: isp, GhostbustersPlan(name: "Desk", email: "desk@isp.example"))
        repository.addPrefixList(in: isp, asn: 64496, ["192.0.2.0/24"])
        let customer = repository.addCA("customer", in: isp, resources: "AS64500 192.0.2.0/26")
        repository.addROA(in: customer, asn: 64500, ["192.0.2.0/26"])
        repository.addASPA(in: customer, customer: 64500, providers: [64496])
        return repository
    }

    @Test("A valid repository of several levels gives all that its objects say, and nothing is refused")
    func everything() async throws {
        let built = try repository().build()
        let run = try await Walk.run(built)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.rejections.isEmpty)
        #expect(run.payloads.counts == PayloadCounts(vrps: 4, aspas: 2, routerKeys: 2))
    }

    @Test("Objects and publication points are counted by kind")
    func counts() async throws {
        let counts = try await Walk.run(repository()).counts
        #expect(counts.certificates.valid == 3)
        #expect(counts.routerCertificates.valid == 1)
        #expect(counts.manifests.valid == 3)
        #expect(counts.revocationLists.valid == 3)
        #expect(counts.routeOriginAuthorizations.valid == 3)
        #expect(counts.providerAuthorizations.valid == 2)
        #expect(counts.ghostbusters.valid == 1)
        #expect(counts.prefixLists.valid == 1)
        #expect(counts.pointsFresh == 3)
        #expect(counts.pointsKept == 0 && counts.pointsFailed == 0 && counts.others == 0)
    }

    @Test("CAs are listed from the trust anchor down, each with the place of the one above")
    func authorities() async throws {
        let run = try await Walk.run(repository())
        #expect(run.authorities.map(\.subject) == ["example", "isp", "customer"])
        #expect(run.authorities.map(\.parent) == [nil, 0, 1])
        #expect(run.authorities[2].certificate == "rsync://rpki.example.net/repository/isp/customer.cer")
        #expect(run.authorities[2].manifest == "rsync://rpki.example.net/repository/customer/customer.mft")
        #expect(run.manifests.count == 3)
        let isp = try #require(run.manifests.first { $0.location.hasSuffix("isp.mft") })
        #expect(isp.authority == run.authorities[1].key)
        #expect(isp.subordinates == [run.authorities[2].key])
    }

    @Test("Each payload names its object and the trust anchor that it hangs below")
    func sources() async throws {
        var second = Walk.plan("second", host: "second.example", resources: "AS65536 203.0.113.0/24", keys: KeyPool())
        second[second.trustAnchor].key = try Walk.keys.key(4000)
        second.addROA(in: second.trustAnchor, asn: 65536, ["203.0.113.0/24"])
        let repositories = [try repository().build(), try second.build()]
        let run = try await Walk.run(
            MemorySource(repositories[0], repositories[1]), repositories.map(Walk.locator), at: Walk.now)
        #expect(run.trustAnchors.map(\.name) == ["example", "second"])
        #expect(run.trustAnchors.map(\.vrps) == [4, 1])

        func source(_ prefix: IPPrefix) throws -> PayloadSource.Object {
            let vrp = try #require(run.payloads.vrps.first { $0.prefix == prefix })
            guard case .object(let object) = try #require(run.payloads.sources(of: vrp)?.first) else {
                throw Missing()
            }
            return object
        }
        let customer = try source(#require(IPPrefix("192.0.2.0/26")))
        #expect(customer.trustAnchor == "example")
        #expect(customer.uri == "rsync://rpki.example.net/repository/customer/as64500.roa")
        let other = try source(#require(IPPrefix("203.0.113.0/24")))
        #expect(other.trustAnchor == "second")
        #expect(other.uri == "rsync://second.example/repository/second/as65536.roa")
    }

    private struct Missing: Error {}

    @Test("'inherit' stands for what the issuer holds, over several levels")
    func inherit() async throws {
        var repository = Walk.plan(resources: "AS64496 192.0.2.0/24")
        let middle = repository.addCA("middle", resources: "inherit")
        let leaf = repository.addCA("leaf", in: middle, resources: "AS64496 ipv4:inherit")
        repository.addROA(in: leaf, asn: 64496, ["192.0.2.0/24"])
        let beyond = repository.addROA(in: leaf, asn: 64496, ["198.51.100.0/24"], name: "beyond.roa")
        repository[beyond].isRefused = true
        let built = try repository.build()
        let run = try await Walk.run(built)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.findings == ["rejected overclaim leaf/beyond.roa"])
    }

    @Test("A manifest of no more than a CRL is complete: the CA has nothing to say")
    func emptyPoint() async throws {
        let run = try await Walk.run(Walk.plan())
        #expect(run.payloads.isEmpty)
        #expect(run.rejections.isEmpty)
        #expect(run.counts.pointsFresh == 1)
    }

    @Test("The example economy is valid but for its faults, each of which is named")
    func example() async throws {
        let plan = try ExampleRepository.plan(at: Walk.now, keys: Walk.keys)
        let built = try plan.build()
        let run = try await Walk.run(built)
        #expect(Payloads(run.payloads) == Payloads(built.expected))
        #expect(run.rejections.map(\.uri) == ExampleRepository.faults(in: plan).map(\.uri).sorted())
    }
}
