import Foundation
import TestSupport
import Testing

private let delegated = """
    2|afrinic|20190304|4|00000000|20190304|00000
    afrinic|MU|asn|64000|2|20100101|allocated|A
    afrinic|KE|asn|64010|1|20100101|allocated|B
    afrinic|MU|ipv4|41.0.0.0|65536|20100101|allocated|A
    afrinic|ZZ|ipv4|41.2.0.0|65536||available|

    """

private let payloads = """
    ASN,IP Prefix,Max Length,Trust Anchor
    AS64001,41.0.0.0/16,24,afrinic

    """

/// 2019-03-04T00:00:00Z
private let start: UInt32 = 1_551_657_600
private let hour: UInt32 = 3_600

@Suite("bgp readiness", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct ReadinessCommandTests {
    let fixture: RouteFixture

    init() throws {
        fixture = try RouteFixture()
        try fixture.write(delegated, to: "delegated")
        try fixture.write(payloads, to: "payloads.csv")
        // AS64010 announces what nobody holds for two hours, AS64001 its own.
        try fixture.write(
            MRTFixture.update(start, [41, 0, 0, 0], length: 16, path: [64_000, 64_001])
                + MRTFixture.update(start + hour, [41, 2, 0, 0], length: 24, path: [64_000, 64_010]), to: "first.mrt")
        try fixture.write(
            MRTFixture.update(start + 3 * hour, [41, 2, 0, 0], length: 24, path: nil)
                + MRTFixture.update(start + 4 * hour, [41, 0, 1, 0], length: 24, path: [64_000, 64_001]),
            to: "second.mrt")
    }

    private func run(_ routes: [String], _ options: String...) throws -> InspectProgram.Result {
        try InspectProgram.run(
            "bgp", "readiness",
            files: ["--routes"] + routes.map { fixture($0) } + [
                "--payloads", fixture("payloads.csv"), "--delegated", fixture("delegated"),
            ] + options)
    }

    @Test("Tells shares, incidents with their events, and whose formula each is") func json() throws {
        let result = try run(["first.mrt", "second.mrt"], "--month", "2019-03", "--by", "as", "--format", "json")
        #expect(result.status == 0, "\(result.errors)")
        let answer = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let period = try #require(answer["period"] as? [String: String])
        #expect(period == ["from": "2019-03-01T00:00:00Z", "to": "2019-04-01T00:00:00Z"])
        let rows = try #require(answer["rows"] as? [[String: Any]])
        #expect(rows.map { $0["asn"] as? String } == ["AS64000", "AS64001", "AS64010"])
        #expect(rows.map { $0["routes"] as? Int } == [0, 2, 1])
        let manrs = try #require(rows[2]["manrs"] as? [String: Any])
        #expect(manrs["M3"] as? Double == 1)
        #expect(manrs["irrScore"] is NSNull)
        let ours = try #require(rows[2]["ours"] as? [String: Any])
        // 0.6 ^ sqrt(2)
        #expect(ours["filteringScore"] as? Double == 0.4856)
        let incidents = try #require(answer["incidents"] as? [[String: Any]])
        #expect(incidents.map { $0["metric"] as? String } == ["M3C", "M3"])
        #expect(incidents.map { $0["from"] as? String } == ["2019-03-04T01:00:00Z", "2019-03-04T01:00:00Z"])
        #expect(incidents.map { $0["to"] as? String } == ["2019-03-04T03:00:00Z", "2019-03-04T03:00:00Z"])
        let events = try #require(incidents[1]["events"] as? [[String: Any]])
        #expect(events.map { $0["prefix"] as? String } == ["41.2.0.0/24"])
        let formulas = try #require(answer["formulas"] as? [String: [String: String]])
        #expect(formulas["incidentWeight"]?["by"] == "MANRS")
        #expect(formulas["rpkiScore"]?["by"] == "MANRS")
        #expect(formulas["overallScore"]?["by"] == "ours")
        #expect(formulas["filteringScore"]?["by"] == "ours")
    }

    @Test("The same files give the same octets, whatever their order and names", arguments: ["json", "csv", "table"])
    func reproducible(format: String) throws {
        let first = try run(["first.mrt", "second.mrt"], "--format", format)
        try FileManager.default.copyItem(atPath: fixture("second.mrt"), toPath: fixture("a.mrt"))
        for routes in [["first.mrt", "second.mrt"], ["second.mrt", "first.mrt"], ["a.mrt", "first.mrt"]] {
            #expect(try run(routes, "--format", format).output == first.output)
        }
        #expect(!first.output.isEmpty)
    }

    @Test("CSV has a line of names, and a row for each network") func csv() throws {
        let result = try run(["first.mrt"], "--country", "mu", "--format", "csv")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("asn,economy,region,registry,routes,valid,invalid,notFound,registered,manrs.M1,"))
        #expect(lines[0].contains(",ours.overallScore,ours.level,"))
        #expect(lines[2].hasPrefix("AS64001,MU,014,afrinic,1,1,0,0,,0.0,"))
        #expect(Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }).count == 1)
    }

    @Test("A single network comes with its incidents") func network() throws {
        let result = try run(["first.mrt", "second.mrt"], "--as", "AS64010")
        #expect(result.output.contains("AS64010 M3 weight 1.0: 2019-03-04T01:00:00Z to 2019-03-04T03:00:00Z\n"))
        #expect(result.output.contains("  2019-03-04T01:00:00Z to 2019-03-04T03:00:00Z 41.2.0.0/24 origin AS64010\n"))
        #expect(result.output.contains("# columns with * are defined by Atalaya\n"))
    }

    @Test("An economy comes with the incidents of its networks, more than that with their number") func economies()
        throws
    {
        let economy = try run(["first.mrt", "second.mrt"], "--country", "KE")
        #expect(economy.output.contains("\nAS64010 M3 weight 1.0: "))
        let all = try run(["first.mrt", "second.mrt"])
        #expect(all.output.contains("\n2 incidents; --format json lists them\n"))
    }

    @Test("Below --minimum it exits with 3") func minimum() throws {
        #expect(try run(["first.mrt"], "--as", "64001", "--minimum", "0.9").status == 0)
        #expect(try run(["first.mrt", "second.mrt"], "--as", "64010", "--minimum", "0.9").status == 3)
    }

    @Test("IRR dumps, RIS whois dumps and events join in") func otherInputs() throws {
        try fixture.write("route: 41.0.0.0/16\norigin: AS64001\nsource: TEST\n", to: "irr.db")
        try fixture.write(
            "% This file was generated at Mon Mar  4 10:06:01 UTC "
                + "2019.\n\n64001\t41.0.9.0/24\t7\n64001\t41.0.8.0/24\t1\n",
            to: "whois")
        let result = try run(
            ["whois"], "--irr", fixture("irr.db"), "--min-peers", "2", "--country", "MU", "--format", "csv")
        let row = try #require(result.output.split(separator: "\n").last)
        #expect(row.hasPrefix("AS64001,MU,014,afrinic,1,1,0,0,1,"))
        let exact = try run(
            ["whois"], "--irr", fixture("irr.db"), "--irr-match", "exact", "--country", "MU", "--format", "csv")
        #expect(try #require(exact.output.split(separator: "\n").last).hasPrefix("AS64001,MU,014,afrinic,2,2,0,0,0,"))
    }

    @Test(
        "Wrong usage is status 2, with a line that says why",
        arguments: [
            (["--as", "x"], "asn"), (["--country", "MUS"], "country"), (["--region", "atlantis"], "region"),
            (["--month", "2019-13"], "month"), (["--month", "2019-03", "--from", "2019-03-01T00:00:00Z"], "--month"),
            (["--from", "2019-03-01T00:00:00Z"], "--from and --to"), (["--as", "1", "--country", "MU"], "exclude"),
            (["--ready", "0.5"], "--aspiring"), (["--metrics", "M9"], "metrics"), (["--weights", "0:0:0"], "weights"),
            (["--at", "2019-03-01T00:00:00Z", "--ignore-expiry"], "exclude"), (["--format", "xml"], "format"),
        ])
    func usage(options: [String], text: String) throws {
        let result = try InspectProgram.run(
            "bgp", "readiness",
            files: [
                "--routes", fixture("first.mrt"), "--payloads", fixture("payloads.csv"), "--delegated",
                fixture("delegated"),
            ] + options)
        #expect(result.status == 2)
        #expect(result.errors.lowercased().contains(text.lowercased()))
        #expect(result.output.isEmpty)
    }

    @Test("A file that is missing or something else is status 1, with its name") func failures() throws {
        try fixture.write("<html>", to: "other")
        for (option, name) in [
            ("--routes", "absent"), ("--routes", "other"), ("--payloads", "other"), ("--delegated", "other"),
            ("--irr", "other"), ("--irr", "absent"), ("--events", "absent"),
        ] {
            var files = [
                "--routes": fixture("first.mrt"), "--payloads": fixture("payloads.csv"),
                "--delegated": fixture("delegated"),
            ]
            files[option] = fixture(name)
            let result = try InspectProgram.run("bgp", "readiness", files: files.flatMap { [$0.key, $0.value] })
            #expect(result.status == 1, "\(option) \(name)")
            #expect(result.errors.contains(fixture(name)))
            #expect(result.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("Damaged lines are said and counted, the rest is taken") func damaged() throws {
        let more = "afrinic|MU|asn|x|1|20100101|allocated|A\nafrinic|*|asn|*|9|summary\n"
        try fixture.write(delegated + more, to: "delegated")
        let result = try run(["first.mrt"], "--country", "MU", "--format", "csv")
        #expect(result.status == 0)
        #expect(result.errors.contains("ignored invalidStart 1; the first at line 6"))
        #expect(result.errors.contains("the file may be incomplete"))
        #expect(result.output.split(separator: "\n").count == 3)
    }
}

@Suite(
    "bgp readiness, on captured routes",
    .enabled(if: InspectProgram.executable != nil, "the program has not been built"),
    .enabled(if: RouteData.isThere, "../shared/data is absent"))
struct CapturedReadinessTests {
    private func run(_ routes: [String], _ options: String...) throws -> String {
        let result = try InspectProgram.run(
            "bgp", "readiness",
            files: ["--routes"] + routes.map(RouteData.path) + [
                "--payloads", RouteData.path("registry/vrps-20190304.csv.gz"),
                "--delegated", RouteData.path("registry/delegated-afrinic-extended-latest"), "--format", "csv",
            ] + options)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// Counted by a script of another language that looks every VRP of every covering prefix up.
    @Test("Mauritius on 4 March 2019: 12 networks with 44 IPv6 routes, 10 valid, 1 invalid, 33 not found")
    func mauritius() throws {
        let lines = try run(["registry/riswhoisdump-20190304.IPv6.gz"], "--country", "MU").split(separator: "\n")
        #expect(
            lines.dropFirst().map { $0.split(separator: ",")[..<7].joined(separator: " ") } == [
                "AS23889 MU 014 afrinic 3 0 0", "AS30999 MU 014 afrinic 2 0 0", "AS33763 MU 014 afrinic 5 0 0",
                "AS33764 MU 014 afrinic 4 3 1", "AS36868 MU 014 afrinic 1 0 0", "AS37100 MU 014 afrinic 3 3 0",
                "AS37177 MU 014 afrinic 1 1 0", "AS37181 MU 014 afrinic 1 1 0", "AS37301 MU 014 afrinic 1 1 0",
                "AS37662 MU 014 afrinic 10 0 0", "AS37674 MU 014 afrinic 12 0 0", "AS37708 MU 014 afrinic 1 1 0",
            ])
    }

    @Test("Kenya is the same twice, whatever the order of files") func reproducible() throws {
        let files = ["registry/riswhoisdump-20190304.IPv6.gz", "ris/mrt/updates.20100722.2015.gz"]
        let first = try run(files, "--country", "KE")
        #expect(first.split(separator: "\n").count > 10)
        #expect(try run(files.reversed(), "--country", "KE") == first)
    }
}

/// Route data by others, read in place.
private enum RouteData {
    static let root = SharedData.root.appending(path: "bgp")

    static func path(_ name: String) -> String { root.appending(path: name).path }

    static var isThere: Bool {
        FileManager.default.fileExists(atPath: path("registry/riswhoisdump-20190304.IPv6.gz"))
    }
}
