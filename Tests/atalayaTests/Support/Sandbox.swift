import Foundation
import NumberResources
import RPKITesting
import Testing

/// A folder with a repository and its locator, and the program run over them.
final class Sandbox {
    static let now = Date(timeIntervalSince1970: 1_780_000_000)
    static let clock = "2026-05-28T20:26:40Z"

    let path: String
    var plan: RepositoryPlan

    /// A trust anchor above `isp` with payloads of every kind, and `other` with one ROA that is right and one that is not.
    static func samplePlan() throws -> RepositoryPlan {
        var plan = RepositoryPlan(at: now, resources: "AS64496-AS64511 192.0.2.0/24 198.51.100.0/24 2001:db8::/32")
        let isp = plan.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/24 2001:db8::/32")
        plan.addROA(in: isp, asn: 64496, ["192.0.2.0/24-26", "2001:db8::/32-48"])
        plan.addASPA(in: isp, customer: 64496, providers: [64498, 64499])
        plan.addRouterKey(in: isp, asns: [64496], key: try .derived(0))
        let other = plan.addCA("other", resources: "AS64510 198.51.100.0/24")
        plan.addROA(in: other, asn: 64510, ["198.51.100.0/24"])
        plan.addROA(in: other, asn: 64510, ["198.51.100.0/25"], name: "wrong.roa") {
            $0.signerInfos[0].signature = .corrupted
        }
        return plan
    }

    init(_ plan: RepositoryPlan? = nil) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "atalaya-cli-\(UUID().uuidString)").path
        self.plan = try plan ?? Sandbox.samplePlan()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try publish()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes the repository as the plan has it now, in place of what was there.
    func publish() throws {
        try? FileManager.default.removeItem(atPath: repository)
        let built = try plan.build()
        try built.write(to: repository)
        try built.writeTAL(to: path)
    }

    var repository: String { self("repository") }
    var locator: String { self(plan.name + ".tal") }

    /// The path of something in the folder.
    func callAsFunction(_ name: String) -> String { path + "/" + name }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: self(name))), as: UTF8.self)
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
        return self(name)
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    /// `atalaya rpki validate` over the repository.
    func validate(_ options: String..., at clock: String = Sandbox.clock) throws -> InspectProgram.Result {
        try InspectProgram.run(
            "rpki", "validate", "--tal", locator, "--repository", repository, "--at", clock, files: options)
    }

    /// `atalaya rpki explain` over the repository.
    func explain(_ origin: String, _ prefix: String, _ options: String...) throws -> InspectProgram.Result {
        try InspectProgram.run(
            "rpki", "explain", origin, prefix, "--tal", locator, "--repository", repository, "--at", Sandbox.clock,
            files: options)
    }
}
