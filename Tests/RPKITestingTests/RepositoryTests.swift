import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite struct RepositoryTests {
    static let now = Date(timeIntervalSince1970: 1_780_000_000)

    private func sample() -> RepositoryPlan {
        var repository = RepositoryPlan(at: Self.now)
        let isp = repository.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/24 2001:db8::/32")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24-26", "2001:db8::/32-48"])
        repository.addASPA(in: isp, customer: 64496, providers: [64499, 64498])
        return repository
    }

    @Test("The same plan gives the same octets")
    func deterministic() throws {
        let first = try sample().build()
        let second = try sample().build()
        #expect(first.files == second.files)
        #expect(first.tal == second.tal)
    }
}
