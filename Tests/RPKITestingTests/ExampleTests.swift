import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite struct ExampleTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    @Test("The example economy has its payloads, and its faults are where it says")
    func example() throws {
        let plan = try ExampleRepository.plan(at: Self.now)
        let built = try ExampleRepository.build(at: Self.now)
        #expect(try plan.build().files == built.files)
        #expect(built.expected.vrps.count == 17)
        #expect(built.expected.aspas.count == 6)
        #expect(built.expected.routerKeys.count == 1)
        let faults = ExampleRepository.faults(in: plan)
        #expect(faults.count == 5)
        #expect(faults.filter { built.files[$0.uri] == nil }.map(\.uri).count == 1)
    }

    @Test("The example uses resources for documentation and private use only")
    func documentationOnly() throws {
        let allowed: Resources = """
            AS0 AS64496-AS64511 AS65536-AS65551 10.0.0.0/8 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
            2001:db8::/32
            """
        let resources = allowed.claims.resolved(issuer: ResourceSet())
        let plan = try ExampleRepository.plan(at: Self.now)
        for authority in plan.allAuthorities {
            #expect(resources.isSuperset(of: plan[authority].resources.claims.resolved(issuer: ResourceSet())))
            for case .signed(.roa(let roa), let prefixes) in plan.objects(of: authority).map({ plan[$0].kind }) {
                #expect(resources.isSuperset(of: prefixes.claims.resolved(issuer: ResourceSet())))
                #expect(roa.families.count > 0)
            }
        }
    }

    @Test("A large repository is written point by point, with as many files as its size says")
    func large() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let plan = LargeRepository.plan(authorities: 5, roasPerAuthority: 3, at: Self.now)
        // The trust anchor, its CRL and manifest; of each CA the certificate, CRL, manifest, ROAs and ASPA.
        #expect(try await plan.write(to: folder, workers: 2) == 3 + 5 * (3 + 3 + 1))
        let built = try plan.build()
        #expect(built.expected.vrps.count == 30)
        for (uri, octets) in built.files {
            let path = folder + "/" + uri.dropFirst("rsync://".count)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(octets))
        }
    }
}
