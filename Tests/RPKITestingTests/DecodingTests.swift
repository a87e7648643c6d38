import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing

@Suite struct DecodingTests {
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    @Test("What the kit calls right is what the decoders call right")
    func decodes() throws {
        var plan = try ExampleRepository.plan(at: Self.now)
        let anchor = plan.trustAnchor
        let carrier = plan.authority(named: "carrier")
        let key = TrustAnchorKeyPlan.Key(
            try plan.key(of: anchor).subjectPublicKeyInfo, certificateURIs: plan.trustAnchorURIs, comments: ["now"])
        plan.addTrustAnchorKey(TrustAnchorKeyPlan(current: key, predecessor: key, successor: key))
        plan.addPrefixList(in: carrier, asn: 64498, ["10.0.0.0/12", "2001:db8:8000::/33"])
        plan.addChecklist(
            in: carrier, resources: "AS64498-AS64499 10.0.0.1-10.0.0.9 203.0.113.0/24",
            [.init("a.txt", contents: [1]), .init(nil, contents: [2])], isPublished: true)
        plan.addCA("reconsidered", in: carrier, resources: "AS64498 10.0.0.0/8", flavour: .reconsidered)
        plan.addCA("heir", in: carrier, resources: "AS64498 ipv4:inherit")
        let built = try plan.build()
        for uri in built.uris {
            let type = try #require(RepositoryObject.FileType(fileName: uri))
            let octets = try #require(built.files[uri])
            #expect(throws: Never.self, "\(uri)") { try RepositoryObject(decoding: octets, as: type) }
        }
        let types = Set(built.uris.compactMap { RepositoryObject.FileType(fileName: $0) })
        #expect(types == Set(RepositoryObject.FileType.allCases))
        let locator = try TrustAnchorLocator(decoding: Array(built.tal.utf8), name: built.name)
        #expect(locator.uris == plan.trustAnchorURIs)
        #expect(try locator.subjectPublicKeyInfo == plan.key(of: anchor).subjectPublicKeyInfo)
    }
}
