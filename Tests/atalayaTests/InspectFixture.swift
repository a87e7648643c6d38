import Foundation
import NumberResources
import RPKITesting

/// A folder with a repository that has an object of every kind, some of them wrong.
final class InspectFixture {
    /// The clock at which all is right that is not meant to be wrong.
    static let clock = "2026-05-28T20:26:40Z"

    let folder: URL
    let ta: String
    let isp: String
    let ispCRL: String
    let checklist: String

    init() throws {
        var plan = RepositoryPlan(
            at: Date(timeIntervalSince1970: 1_780_000_000), resources: "AS64496-AS64511 192.0.2.0/24 2001:db8::/32")
        let isp = plan.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/25 2001:db8::/32")
        let inheritor = plan.addCA("inheritor", resources: "inherit")
        plan.addROA(in: inheritor, asn: 64501, ["192.0.2.192/26"])
        plan.addCA("greedy", resources: "AS65000 192.0.2.0/24")
        plan.addCA("trimmed", resources: "AS65000 192.0.2.0/24", flavour: .reconsidered)
        plan.addROA(in: isp, asn: 64496, ["192.0.2.0/25-26", "2001:db8::/32"])
        plan.addROA(in: isp, asn: 64497, ["192.0.2.128/25"], name: "beyond.roa")
        plan.revoke(plan.addROA(in: isp, asn: 64498, ["192.0.2.64/26"], name: "revoked.roa"))
        plan.addROA(in: isp, asn: 64499, ["192.0.2.0/26"], name: "undecodable.roa") { $0.version = 4 }
        plan.addROA(in: isp, asn: 64499, ["192.0.2.0/26"], name: "undated.roa") {
            $0.signerInfos[0].signedAttributes = [.contentType(), .messageDigest()]
        }
        plan.addASPA(in: isp, customer: 64496, providers: [64497, 64498])
        plan.addPrefixList(in: isp, asn: 64496, ["192.0.2.0/25", "2001:db8::/32"])
        plan.addGhostbusters(in: isp, GhostbustersPlan(name: "Night \u{202e}desk", email: "noc@example.net"))
        plan.addRouterKey(in: isp, asns: [64496], key: try RouterSigningKey.derived(0))
        plan.addChecklist(
            in: isp, resources: "AS64496 192.0.2.0/26", [.init("letter.txt", contents: [1]), .init(nil, contents: [2])])
        let key = try plan.key(of: plan.trustAnchor).subjectPublicKeyInfo
        let next = try plan.keys.key(40).subjectPublicKeyInfo
        plan.addTrustAnchorKey(
            TrustAnchorKeyPlan(
                current: .init(key, certificateURIs: plan.trustAnchorURIs, comments: ["now"]),
                successor: .init(next, certificateURIs: plan.trustAnchorURIs)))
        let built = try plan.build()

        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-inspect-\(UUID().uuidString)")
        try built.write(to: folder.path)
        try built.writeTAL(to: folder.path)
        for (name, octets) in built.detached { try Data(octets).write(to: folder.appending(path: name)) }
        let root = folder.path + "/rpki.example.net/repository/"
        ta = root + "example.cer"
        self.isp = root + "example/isp.cer"
        ispCRL = root + "isp/isp.crl"
        checklist = folder.path + "/" + (built.detached.keys.first ?? "")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The file at a path of the repository.
    subscript(path: String) -> String { folder.path + "/rpki.example.net/repository/" + path }

    /// A copy of a file under another name.
    func copy(_ path: String, as name: String) throws -> String {
        try write([UInt8](Data(contentsOf: URL(fileURLWithPath: path))), as: name)
    }

    func write(_ octets: [UInt8], as name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(octets).write(to: file)
        return file.path
    }
}
