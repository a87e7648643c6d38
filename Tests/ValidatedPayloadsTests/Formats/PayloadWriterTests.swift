import Foundation
import NumberResources
import Testing
import ValidatedPayloads

@Suite("PayloadWriter")
struct PayloadWriterTests {
    @Test(
        "Real rows come out as Routinator and rpki-client print them",
        arguments: [
            (
                .csv,
                """
                ASN,IP Prefix,Max Length,Trust Anchor
                AS64496,192.0.2.0/24,24,N/A
                AS4294967295,2001:db8::/32,48,arin

                """
            ),
            (
                .csvcompat,
                """
                "ASN","IP Prefix","Max Length","Trust Anchor"
                "AS64496","192.0.2.0/24","24","N/A"
                "AS4294967295","2001:db8::/32","48","arin"

                """
            ),
            (
                .rpkiClientCSV,
                """
                ASN,IP Prefix,Max Length,Trust Anchor,Expires
                AS64496,192.0.2.0/24,24,N/A,
                AS4294967295,2001:db8::/32,48,arin,1753000000

                """
            ),
            (
                .openbgpd,
                """
                roa-set {
                    192.0.2.0/24 source-as 64496
                    2001:db8::/32 maxlen 48 source-as 4294967295
                }

                """
            ),
            (
                .bird1,
                """
                roa 192.0.2.0/24 max 24 as 64496;
                roa 2001:db8::/32 max 48 as 4294967295;

                """
            ),
            (
                .bird2,
                """
                route 192.0.2.0/24 max 24 as 64496;
                route 2001:db8::/32 max 48 as 4294967295;

                """
            ),
            (
                .rpsl,
                """

                route: 192.0.2.0/24
                origin: AS64496
                descr: RPKI attestation
                mnt-by: NA
                created: 2025-07-20T09:31:33Z
                last-modified: 2025-07-20T09:31:33Z
                source: ROA-N/A-RPKI-ROOT


                route6: 2001:db8::/32
                origin: AS4294967295
                descr: RPKI attestation
                mnt-by: NA
                created: 2025-07-20T09:31:33Z
                last-modified: 2025-07-20T09:31:33Z
                source: ROA-ARIN-RPKI-ROOT


                """
            ),
        ] as [(PayloadFormat, String)])
    func rows(format: PayloadFormat, expected: String) {
        #expect(text(written(fullSet(), as: format, at: 1_753_003_893)) == expected)
    }

    @Test("csvext names the object and the validity of its certificate")
    func extendedCSV() {
        var builder = PayloadSetBuilder()
        let object = PayloadSource.Object(
            trustAnchor: "ripe", uri: "rsync://h/m/a.roa",
            validity: PayloadValidity(notBefore: at(0), notAfter: at(951_782_400)))
        builder.add(vrp("192.0.2.0/24 1"), source: .object(object))
        #expect(
            text(written(builder.build(), as: .csvext))
                == """
                URI,ASN,IP Prefix,Max Length,Not Before,Not After
                rsync://h/m/a.roa,AS1,192.0.2.0/24,24,1970-01-01 00:00:00,2000-02-29 00:00:00

                """)
    }

    @Test("jsonext names every source")
    func extendedJSON() {
        let lines = text(written(fullSet(), as: .jsonext)).split(separator: "\n")
        #expect(
            lines.contains(
                """
                    { "asn": "AS64496", "prefix": "192.0.2.0/24", "maxLength": 24, "source": [ \
                { "type": "exception", "path": "/etc/a \\"b\\"\\\\c.json", "comment": "tab\\there" },  \
                { "type": "roa", "uri": "rsync://rpki.example.net/repository/a/b.roa", "tal": "ripe", \
                "validity": { "notBefore": "2023-11-14T22:13:20Z", "notAfter": "2027-01-15T08:00:00Z" }, \
                "chainValidity": { "notBefore": "2025-06-15T15:06:40Z", "notAfter": "2025-10-09T08:53:20Z" }, \
                "stale": "2025-08-12T12:00:00Z" }] },
                """))
        #expect(lines.contains { $0.contains("\"type\": \"cer\"") })
        #expect(lines.contains { $0.contains("\"type\": \"aspa\"") })
    }

    @Test("rpki-client's JSON has its members in their order, and a line for each VRP and ASPA")
    func clientJSON() {
        var statistics = PayloadStatistics(of: fullSet())
        statistics.run.buildMachine = "josephine"
        statistics.run.talFiles = ["/etc/tals/apnic.tal", "/etc/tals/ripe.tal"]
        statistics.nonFunctionalCAs = [
            PayloadStatistics.NonFunctionalCA(
                location: "h/m/a.cer", trustAnchor: "ripe", caRepository: "rsync://h/m/a/",
                manifest: "rsync://h/m/a/a.mft", subjectKeyIdentifier: [UInt8](repeating: 0x1c, count: 20))
        ]
        let output = text(written(fullSet(), as: .rpkiClientJSON, at: 1_753_003_893, statistics: statistics))
        #expect(
            output.hasPrefix(
                "{\n\t\"metadata\": {\n\t\t\"buildmachine\": \"josephine\",\n\t\t\"buildtime\": \"2025-07-20T09:31:33Z\",\n"
            ))
        #expect(
            output.contains(
                "\t\t\"talfiles\": [\n\t\t\t\"/etc/tals/apnic.tal\",\n\t\t\t\"/etc/tals/ripe.tal\"\n\t\t],\n\t\t\"manifests\": 0,\n"
            ))
        #expect(output.contains("\t\t\"uniquevrps\": 2,\n"))
        let payloads = output[(output.range(of: "\n\t\"roas\"")?.lowerBound ?? output.endIndex)...]
        let identifier = String(repeating: "AB", count: 20)
        #expect(
            payloads == """

                \t"roas": [
                \t\t{ "asn": 64496, "prefix": "192.0.2.0/24", "maxLength": 24 },
                \t\t{ "asn": 4294967295, "prefix": "2001:db8::/32", "maxLength": 48, "ta": "arin", "expires": 1753000000 }
                \t],
                \t"bgpsec_keys": [
                \t\t{
                \t\t\t"asn": 64496,
                \t\t\t"ski": "\(identifier)",
                \t\t\t"pubkey": "MAOr+/8=",
                \t\t\t"ta": "ripe",
                \t\t\t"expires": 1753000001
                \t\t}
                \t],
                \t"nonfunc_cas": [
                \t\t{ "location": "h/m/a.cer", "ta": "ripe", "caRepository": "rsync://h/m/a/", \
                "rpkiManifest": "rsync://h/m/a/a.mft", "ski": "\(String(repeating: "1C", count: 20))" }
                \t],
                \t"aspas": [
                \t\t{ "customer_asid": 64496, "expires": 1753000002, "providers": [ 64497, 64498 ] }
                \t]
                }

                """)
    }

    @Test("The summary has a block for each trust anchor and one for all")
    func summary() {
        let statistics = PayloadStatistics(of: fullSet())
        let output = text(written(fullSet(), as: .summary, at: 1_753_003_893, statistics: statistics))
        #expect(
            output == """
                Summary at 2025-07-20 09:31:33 UTC
                arin: \n\
                            ROAs:       0 verified;
                            VRPs:       1 verified,       1 final;
                    router certs:       0 verified;
                     router keys:       0 verified,       0 final;
                           ASPAs:       0 verified,       0 final;
                ripe: \n\
                            ROAs:       0 verified;
                            VRPs:       0 verified,       0 final;
                    router certs:       0 verified;
                     router keys:       1 verified,       1 final;
                           ASPAs:       1 verified,       1 final;
                total: \n\
                            ROAs:       0 verified;
                            VRPs:       2 verified,       2 final;
                    router certs:       0 verified;
                     router keys:       1 verified,       1 final;
                           ASPAs:       1 verified,       1 final;

                """)
    }

    @Test("A large set comes in chunks that make up the whole")
    func chunked() {
        let set = payloadSet((0..<20_000).map { VRP(prefix: prefix("10.0.0.0/8"), asn: ASN(UInt32($0))) })
        var sizes: [Int] = []
        PayloadWriter(format: .csv, generated: at(0)).write(set) { sizes.append($0.count) }
        #expect(sizes.count > 5)
        #expect(sizes.allSatisfy { $0 < 1 << 17 })
        #expect(sizes.reduce(0, +) == written(set, as: .csv).count)
    }

    @Test("What the sink throws ends the writing")
    func failingSink() {
        struct Full: Error, Equatable {}
        let set = payloadSet((0..<20_000).map { VRP(prefix: prefix("10.0.0.0/8"), asn: ASN(UInt32($0))) })
        var calls = 0
        #expect(throws: Full()) {
            try PayloadWriter(format: .csv, generated: at(0)).write(set) { _ in
                calls += 1
                if calls == 2 { throw Full() }
            }
        }
        #expect(calls == 2)
    }

    @Test("A trust anchor's name cannot break out of its field")
    func escaping() {
        let set = payloadSet([vrp("10.0.0.0/8 1")], from: source("a\"b,\nc", expires: 5))
        #expect(text(written(set, as: .csv)).hasSuffix("AS1,10.0.0.0/8,8,\"a\"\"b,\nc\"\n"))
        #expect(text(written(set, as: .json)).contains("\"ta\": \"a\\\"b,\\nc\""))
        #expect(text(written(set, as: .slurm)).contains("\"comment\": \"a\\\"b,\\nc\""))
    }
}
