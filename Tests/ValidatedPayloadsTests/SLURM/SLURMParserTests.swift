import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

@Suite("SLURMFile")
struct SLURMParserTests {
    /// A file of version 1, or of version 2 with these ASPA members, in which one list has these entries.
    static func file(_ list: String, _ entries: String, version: Int = 2) -> [UInt8] {
        func array(_ name: String) -> String { "\"\(name)\": [\(name == list ? entries : "")]" }
        let (filters, assertions) =
            version == 1 ? ("", "") : (", \(array("aspaFilters"))", ", \(array("aspaAssertions"))")
        return Array(
            """
            {"slurmVersion": \(version),
            "validationOutputFilters": {\(array("prefixFilters")), \(array("bgpsecFilters"))\(filters)},
            "locallyAddedAssertions": {\(array("prefixAssertions")), \(array("bgpsecAssertions"))\(assertions)}}
            """.utf8)
    }

    static let ski = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA"

    @Test("An empty file changes nothing", arguments: [1, 2])
    func empty(version: Int) throws {
        let file = try SLURMFile(Self.file("", "", version: version), path: "x")
        #expect(file.version.rawValue == version)
        #expect(!file.hasFilters)
        #expect(file.path == "x")
    }

    @Test(
        "Every member means what RFC 8416 says", .enabled(if: SharedData.has("rpki/slurm"), "the samples are not here"))
    func sample() throws {
        let file = try SLURMFile(SharedData.bytes("rpki/slurm/full_v2.json"))
        #expect(file.version == .two)
        #expect(
            file.prefixFilters == [
                SLURMPrefixFilter(prefix: prefix("192.0.2.0/24"), comment: "All VRPs encompassed by prefix"),
                SLURMPrefixFilter(asn: 64496, comment: "All VRPs matching ASN"),
                SLURMPrefixFilter(
                    prefix: prefix("198.51.100.0/24"), asn: 64497,
                    comment: "All VRPs encompassed by prefix, matching ASN"),
            ])
        let first = Array("12345678901234567890".utf8)
        #expect(file.bgpsecFilters.map(\.asn) == [64496, nil, 64497])
        #expect(file.bgpsecFilters.map(\.subjectKeyIdentifier) == [nil, first, Array("deadbeatdeadbeatdead".utf8)])
        #expect(file.aspaFilters.map(\.customer) == [64496])
        #expect(file.prefixAssertions.map(\.payload) == [vrp("198.51.100.0/24 64496"), vrp("2001:db8::/32-48 64496")])
        #expect(
            file.bgpsecAssertions.map(\.payload) == [
                RouterKey(asn: 64496, subjectKeyIdentifier: first, publicKey: Array("blubb".utf8))
            ])
        #expect(file.aspaAssertions.map(\.payload) == [aspa(64496, 64497, 64498)])
        #expect(file.aspaAssertions[0].comment == "Locally assert 64497 and 64498 are providers for 64496")

        let old = try SLURMFile(SharedData.bytes("rpki/slurm/full.json"))
        #expect(old.version == .one)
        #expect(old.prefixAssertions == file.prefixAssertions)
    }

    @Test(
        "The RFC's own example is refused for its key identifier of three octets",
        .enabled(if: SharedData.has("rpki/slurm"), "the samples are not here"))
    func exampleOfTheRFC() throws {
        let bytes = try SharedData.bytes("rpki/slurm/routinator/full.json")
        let error = #expect(throws: SLURMError.self) { try SLURMFile(bytes) }
        #expect(error?.code == .invalidSKI)
        #expect(error?.path == "$.validationOutputFilters.bgpsecFilters[1].SKI")
        #expect(error?.line == 25)
    }

    @Test("An error says line and column, and which member was meant")
    func place() {
        let text = """
            {
              "slurmVersion": 1,
              "validationOutputFilters": {"prefixFilters": [], "bgpsecFilters": []},
              "locallyAddedAssertions": {"prefixAssertions": [
                {"asn": 64496, "prefix": "192.0.2.0/24", "maxLength": 24}], "bgpsecAssertions": []}
            }
            """
        let error = #expect(throws: SLURMError.self) { try SLURMFile(Array(text.utf8)) }
        #expect(error?.code == .unknownMember)
        #expect(error?.path == "$.locallyAddedAssertions.prefixAssertions[0].maxLength")
        #expect(error?.line == 5)
        #expect(error?.column == 59)
        #expect(error?.detail == "did you mean maxPrefixLength?" || error?.detail?.hasPrefix("known here") == true)
        let typo = Array("{\"slurmVersion\": 1, \"validationOutputFilter\": {}}".utf8)
        #expect(throws: SLURMError.self) { try SLURMFile(typo) }
        let meant = #expect(throws: SLURMError.self) { try SLURMFile(typo) }
        #expect(meant?.detail == "did you mean validationOutputFilters?")
        #expect(meant?.column == 47)
    }

    @Test(
        "A deviation in an entry is an error that names the member",
        arguments: [
            ("prefixFilters", "{}", .emptyFilter, ""), ("prefixFilters", "{\"comment\": \"x\"}", .emptyFilter, ""),
            ("prefixFilters", "7", .wrongType, ""), ("prefixFilters", "{\"asn\": \"AS1\"}", .wrongType, ".asn"),
            ("prefixFilters", "{\"asn\": 4294967296}", .invalidASN, ".asn"),
            ("prefixFilters", "{\"asn\": -1}", .invalidASN, ".asn"),
            ("prefixFilters", "{\"asn\": 1.5}", .invalidASN, ".asn"),
            ("prefixFilters", "{\"asn\": 1e2}", .invalidASN, ".asn"),
            ("prefixFilters", "{\"asn\": null}", .wrongType, ".asn"),
            ("prefixFilters", "{\"asn\": 1, \"asn\": 1}", .duplicateMember, ".asn"),
            ("prefixFilters", "{\"asn\": 1, \"maxPrefixLength\": 24}", .unknownMember, ".maxPrefixLength"),
            ("prefixFilters", "{\"asn\": 1, \"comment\": 1}", .wrongType, ".comment"),
            ("prefixFilters", "{\"ASN\": 1}", .unknownMember, ".ASN"),
            ("prefixFilters", "{\"prefix\": 10}", .wrongType, ".prefix"),
            ("prefixFilters", "{\"prefix\": \"10.0.0.0\"}", .invalidPrefix, ".prefix"),
            ("prefixFilters", "{\"prefix\": \"10.0.0.0/33\"}", .invalidPrefix, ".prefix"),
            ("prefixFilters", "{\"prefix\": \"10/8\"}", .invalidPrefix, ".prefix"),
            ("prefixFilters", "{\"prefix\": \"10.0.0.1/8\"}", .hostBits, ".prefix"),
            ("prefixFilters", "{\"prefix\": \"2001:db8::1/32\"}", .hostBits, ".prefix"),
            ("bgpsecFilters", "{}", .emptyFilter, ""), ("bgpsecFilters", "{\"SKI\": \"Zm9v\"}", .invalidSKI, ".SKI"),
            ("bgpsecFilters", "{\"SKI\": \"\(ski)=\"}", .invalidSKI, ".SKI"),
            ("bgpsecFilters", "{\"SKI\": \"MTIzNDU2Nzg5MDEyMzQ1Njc4OTB\"}", .invalidSKI, ".SKI"),
            ("bgpsecFilters", "{\"SKI\": \"+TIzNDU2Nzg5MDEyMzQ1Njc4OTA\"}", .invalidSKI, ".SKI"),
            ("bgpsecFilters", "{\"prefix\": \"10.0.0.0/8\"}", .unknownMember, ".prefix"),
            ("aspaFilters", "{}", .missingMember, ""),
            ("aspaFilters", "{\"customerAsid\": 0}", .invalidASN, ".customerAsid"),
            ("aspaFilters", "{\"customerAsid\": 1, \"customerAsn\": 1}", .duplicateMember, ".customerAsn"),
            ("aspaFilters", "{\"customerAsid\": 1, \"providers\": []}", .unknownMember, ".providers"),
            ("prefixAssertions", "{\"asn\": 1}", .missingMember, ""),
            ("prefixAssertions", "{\"prefix\": \"10.0.0.0/8\"}", .missingMember, ""),
            (
                "prefixAssertions", "{\"asn\": 1, \"maxPrefixLength\": 7, \"prefix\": \"10.0.0.0/8\"}",
                .invalidMaxPrefixLength, ".maxPrefixLength"
            ),
            (
                "prefixAssertions", "{\"asn\": 1, \"prefix\": \"10.0.0.0/8\", \"maxPrefixLength\": 33}",
                .invalidMaxPrefixLength, ".maxPrefixLength"
            ),
            (
                "prefixAssertions", "{\"asn\": 1, \"prefix\": \"10.0.0.0/8\", \"maxPrefixLength\": 8.0}",
                .invalidMaxPrefixLength, ".maxPrefixLength"
            ),
            (
                "prefixAssertions", "{\"asn\": 1, \"prefix\": \"10.0.0.0/8\", \"maxPrefixLength\": \"8\"}", .wrongType,
                ".maxPrefixLength"
            ),
            ("bgpsecAssertions", "{\"asn\": 1, \"SKI\": \"\(ski)\"}", .missingMember, ""),
            (
                "bgpsecAssertions", "{\"asn\": 1, \"SKI\": \"\(ski)\", \"routerPublicKey\": \"\"}", .invalidPublicKey,
                ".routerPublicKey"
            ),
            (
                "bgpsecAssertions", "{\"asn\": 1, \"SKI\": \"\(ski)\", \"routerPublicKey\": \"AA==\"}",
                .invalidPublicKey,
                ".routerPublicKey"
            ),
            ("aspaAssertions", "{\"customerAsn\": 1}", .missingMember, ""),
            ("aspaAssertions", "{\"providerAsns\": [1]}", .missingMember, ""),
            ("aspaAssertions", "{\"customerAsn\": 1, \"providerAsns\": []}", .invalidProviders, ".providerAsns"),
            ("aspaAssertions", "{\"customerAsn\": 1, \"providerAsns\": [1]}", .invalidProviders, ".providerAsns"),
            ("aspaAssertions", "{\"customerAsn\": 1, \"providerAsns\": [0, 2]}", .invalidProviders, ".providerAsns"),
            ("aspaAssertions", "{\"customerAsn\": 1, \"providerAsns\": [2, \"3\"]}", .wrongType, ".providerAsns[1]"),
            (
                "aspaAssertions", "{\"customerAsn\": 1, \"providers\": [{\"providerAsid\": 2}]}", .wrongType,
                ".providers[0]"
            ),
        ] as [(String, String, SLURMError.Code, String)])
    func entry(list: String, entry: String, code: SLURMError.Code, member: String) {
        let error = #expect(throws: SLURMError.self) { try SLURMFile(Self.file(list, entry)) }
        #expect(error?.code == code)
        let parent = list.hasSuffix("Filters") ? "validationOutputFilters" : "locallyAddedAssertions"
        #expect(error?.path == "$.\(parent).\(list)[0]\(member)")
    }

    @Test(
        "So is one in the frame",
        arguments: [
            ("", .invalidJSON, "$"), ("[]", .wrongType, "$"), ("{}", .missingMember, "$"),
            ("{\"slurmVersion\": 1}", .missingMember, "$"),
            ("{\"slurmVersion\": 3}", .unsupportedVersion, "$.slurmVersion"),
            ("{\"slurmVersion\": \"1\"}", .wrongType, "$.slurmVersion"),
            ("{\"comment\": 1}", .unknownMember, "$.comment"),
            ("{\"slurmVersion\": 1, \"slurmVersion\": 1}", .duplicateMember, "$.slurmVersion"),
            ("{\"validationOutputFilters\": {\"prefixFilters\": []}}", .missingMember, "$.validationOutputFilters"),
            (
                "{\"validationOutputFilters\": {\"prefixFilters\": {}}}", .wrongType,
                "$.validationOutputFilters.prefixFilters"
            ),
            ("{\"locallyAddedAssertions\": {\"x\": []}}", .unknownMember, "$.locallyAddedAssertions.x"),
            ("{\"slurmVersion\": 1", .invalidJSON, "$"), ("{\"slurmVersion\": 01}", .invalidJSON, "$.slurmVersion"),
            (
                "{\"validationOutputFilters\": {\"prefixFilters\": [[[[[[[[]]]]]]]]}}", .wrongType,
                "$.validationOutputFilters.prefixFilters[0]"
            ),
        ] as [(String, SLURMError.Code, String)])
    func frame(text: String, code: SLURMError.Code, path: String) {
        let error = #expect(throws: SLURMError.self) { try SLURMFile(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.path == path)
    }

    @Test("ASPAs are of version 2 alone, whichever member comes first")
    func versions() {
        let one = """
            {"validationOutputFilters": {"prefixFilters": [], "bgpsecFilters": [], "aspaFilters": []},
            "locallyAddedAssertions": {"prefixAssertions": [], "bgpsecAssertions": []}, "slurmVersion": VERSION}
            """
        func error(_ version: String) -> SLURMError? {
            #expect(throws: SLURMError.self) { try SLURMFile(Array(one.replacing("VERSION", with: version).utf8)) }
        }
        #expect(error("1")?.code == .unknownMember)
        #expect(error("1")?.path == "$.validationOutputFilters.aspaFilters")
        #expect(error("2")?.code == .missingMember)
    }

    @Test("Both spellings of the draft's members are taken")
    func spellings() throws {
        let first = try SLURMFile(Self.file("aspaAssertions", "{\"customerAsid\": 1, \"providers\": [3, 2, 3]}"))
        let second = try SLURMFile(Self.file("aspaAssertions", "{\"customerAsn\": 1, \"providerAsns\": [2, 3]}"))
        #expect(first == second)
        #expect(try SLURMFile(Self.file("aspaFilters", "{\"customerAsn\": 1}")).aspaFilters.map(\.customer) == [1])
    }

    @Test("A file longer than its limit is refused")
    func size() {
        let error = #expect(throws: SLURMError.self) { try SLURMFile([UInt8](repeating: 0x20, count: 1 << 26 + 1)) }
        #expect(error?.code == .limitExceeded)
    }

    @Test("Whatever is changed in a file, it is taken or refused by a typed error", arguments: [31, 32] as [UInt64])
    func mutations(seed: UInt64) {
        let original = Self.file(
            "prefixAssertions",
            "{\"asn\": 64496, \"prefix\": \"2001:db8::/32\", \"maxPrefixLength\": 48, \"comment\": \"\\u00e9\"}")
        var generator = SeededGenerator(seed)
        var taken = 0
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let position = Int.random(in: 0..<bytes.count, using: &generator)
                if Bool.random(using: &generator) {
                    bytes[position] = UInt8.random(in: 0...255, using: &generator)
                } else {
                    bytes.remove(at: position)
                }
            }
            if (try? SLURMFile(bytes)) != nil { taken += 1 }
        }
        #expect(taken < 2_000)
    }
}
