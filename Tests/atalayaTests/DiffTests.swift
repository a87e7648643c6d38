import Foundation
import NumberResources
import RPKITesting
import Testing

@Suite("rpki diff", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct DiffTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private func diff(_ old: String, _ new: String, _ options: String...) throws -> InspectProgram.Result {
        try InspectProgram.run("rpki", "diff", sandbox(old), sandbox(new), files: options)
    }

    @Test(
        "Files of one run are equal in whatever format they are",
        arguments: [
            "csv", "csvcompat", "csvext", "json", "jsonext", "slurm", "slurm2", "rpki-client-json", "rpki-client-csv",
        ])
    func equal(format: String) throws {
        #expect(
            try sandbox.validate("--output", "\(format)=" + sandbox("a"), "--output", "jsonext=" + sandbox("b")).status
                == 0)
        for (old, new) in [("a", "b"), ("b", "a"), ("a", "a")] {
            let result = try diff(old, new)
            #expect(result.status == 0, "\(result.output)")
            #expect(result.output.isEmpty)
        }
    }

    @Test("When payloads expire does not count, as long as they are the same")
    func expiry() throws {
        _ = try sandbox.validate("--output", "rpki-client-csv=" + sandbox("a"))
        sandbox.plan.advance(to: Sandbox.now + 3600)
        try sandbox.publish()
        _ = try sandbox.validate("--output", "rpki-client-csv=" + sandbox("b"), at: "2026-05-28T21:26:40Z")
        #expect(try sandbox.text("a") != sandbox.text("b"))
        #expect(try diff("a", "b").status == 0)
    }

    @Test("What is more stands with +, what is fewer with -, and the exit is 3")
    func different() throws {
        _ = try sandbox.validate("--output", "json=" + sandbox("a"))
        sandbox.plan[sandbox.plan.object(named: "isp/as64496.asa")].isListed = false
        sandbox.plan.addROA(in: sandbox.plan.authority(named: "isp"), asn: 64497, ["192.0.2.128/25"])
        try sandbox.publish()
        _ = try sandbox.validate("--output", "json=" + sandbox("b"))
        let result = try diff("a", "b")
        #expect(result.status == 3)
        #expect(
            result.output == """
                + vrp 192.0.2.128/25 up to /25 for AS64497
                - aspa AS64496: AS64498 AS64499

                """)
        let json = try diff("a", "b", "--format", "json")
        #expect(json.status == 3)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: [String: [[String: Any]]]])
        #expect(object["announced"]?["roas"]?.first?["prefix"] as? String == "192.0.2.128/25")
        #expect(object["withdrawn"]?["aspas"]?.first?["customer"] as? String == "AS64496")
    }

    @Test("A file that is missing or not one of payloads fails, and is named")
    func failed() throws {
        _ = try sandbox.validate("--output", "csv=" + sandbox("a"))
        try sandbox.write("{\"roas\":[", to: "cut.json")
        try sandbox.write("nothing of the kind\n", to: "other")
        for name in ["missing", "cut.json", "other"] {
            for (old, new) in [("a", name), (name, "a")] {
                let result = try diff(old, new)
                #expect(result.status == 1)
                #expect(result.output.isEmpty)
                #expect(result.errors.contains(sandbox(name)))
            }
        }
    }
}
