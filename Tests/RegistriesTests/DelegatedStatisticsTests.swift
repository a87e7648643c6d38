import NumberResources
import Registries
import TestSupport
import Testing

private func file(_ text: String) throws -> DelegatedFile {
    try DelegatedStatisticsReader().read(Array(text.utf8))
}

@Suite("Files of delegated statistics") struct DelegatedStatisticsReaderTests {
    @Test("Plain, extended and combined files are read") func kinds() throws {
        let plain = try file(
            """
            # comment
            2|ripencc|1557266399|3|19830705|20190507|+0200
            ripencc|*|ipv4|*|1|summary
            ripencc|*|asn|*|1|summary
            ripencc|*|ipv6|*|1|summary
            ripencc|FR|ipv4|2.0.0.0|1048576|20100712|allocated
            ripencc|FI|asn|1739|1|19930901|allocated
            ripencc|DE|ipv6|2001:db8::|32|19990819|assigned

            """)
        #expect(plain.recordCount == 3)
        #expect(plain.sections.map(\.source) == ["ripencc"])
        #expect(plain.sections[0].endDate == 20_190_507)
        #expect(plain.sections[0].isWhole)
        let statistics = DelegatedStatistics([plain])
        #expect(
            statistics.delegation(of: 1739)
                == Delegation(registry: .ripencc, economy: Economy("FI"), status: .allocated, date: 19_930_901))
        #expect(statistics.economy(of: IPPrefix("2.1.0.0/16")!) == Economy("FR"))
        #expect(statistics.economy(of: IPPrefix("2001:db8:1::/48")!) == Economy("DE"))

        let combined = try file(
            """
            2.3|nro|20260505|4|19821101|20260505|+0000\r
            iana|ZZ|asn|0|1|20140311|reserved|ietf|iana\r
            iana|ZZ|asn|402333|4294564962||ianapool||iana\r
            arin||ipv4|23.128.7.0|256||available||e-stats\r
            lacnic|BR|ipv4|200.0.0.0|768|00000000|assigned|87923|e-stats\r

            """)
        #expect(combined.rejectionCounts.isEmpty)
        let nro = DelegatedStatistics([combined])
        #expect(nro.delegation(of: 0)?.holder == Delegation.Holder(registry: .iana, identifier: "ietf"))
        #expect(nro.delegation(of: 0)?.economy == nil)
        #expect(nro.delegation(of: 4_294_967_294)?.status == .pool)
        #expect(nro.delegation(of: IPPrefix("200.0.2.0/24")!)?.date == nil)
        #expect(nro.unallocated.contains(IPPrefix("23.128.7.0/24")!))
        #expect(nro.delegated.ipv4.ranges == [0xc800_0000...0xc800_02ff])
    }

    @Test("A count of addresses need be no power of two") func counts() throws {
        let statistics = DelegatedStatistics([
            try file("afrinic|ZA|ipv4|196.4.163.0|768|19940128|assigned|F36B0DC0\n")
        ])
        #expect(
            statistics.delegated.prefixes.map(\.description) == ["196.4.163.0/24", "196.4.164.0/23"])
        #expect(statistics.economy(of: IPPrefix("196.4.165.0/24")!) == Economy("ZA"))
        #expect(statistics.delegation(of: IPPrefix("196.4.166.0/24")!) == nil)
    }

    @Test(
        "A line that says nothing valid is counted, its neighbours are taken",
        arguments: [
            ("afrinic|ZA|asn|1228", .invalidRecord), ("ripe-ncc|ZA|asn|1228|1|19910301|allocated", .invalidRegistry),
            ("afrinic|ZAF|asn|1228|1|19910301|allocated", .invalidEconomy),
            ("afrinic|Z1|asn|1228|1|19910301|allocated", .invalidEconomy),
            ("afrinic|ZA|ipv5|1228|1|19910301|allocated", .invalidType),
            ("afrinic|ZA|asn|x|1|19910301|allocated", .invalidStart),
            ("afrinic|ZA|asn|4294967296|1|19910301|allocated", .invalidStart),
            ("afrinic|ZA|ipv4|196.4.163|256|19910301|allocated", .invalidStart),
            ("afrinic|ZA|ipv4|2001:db8::|256|19910301|allocated", .invalidStart),
            ("afrinic|ZA|ipv6|2001:db8::1|64|19910301|allocated", .invalidStart),
            ("afrinic|ZA|ipv6|2001:db8::|129|19910301|allocated", .invalidValue),
            ("afrinic|ZA|ipv4|255.255.255.0|257|19910301|allocated", .invalidValue),
            ("afrinic|ZA|asn|4294967295|2|19910301|allocated", .invalidValue),
            ("afrinic|ZA|asn|1228|0|19910301|allocated", .invalidValue),
            ("afrinic|ZA|asn|1228|-1|19910301|allocated", .invalidValue),
            ("afrinic|ZA|asn|1228|99999999999999999999|19910301|allocated", .invalidValue),
            ("afrinic|ZA|asn|1228|1|19911301|allocated", .invalidDate),
            ("afrinic|ZA|asn|1228|1|1991|allocated", .invalidDate),
            ("afrinic|ZA|asn|1228|1|19910301|given", .invalidStatus),
        ] as [(String, DelegatedFile.Rejection.Code)])
    func damaged(line: String, code: DelegatedFile.Rejection.Code) throws {
        let good = "afrinic|MU|asn|5536|1|20231122|allocated|F36B3234"
        let file = try file("2|afrinic|1|3|0|20260505|0\n\(good)\n\(line)\nafrinic|KE|asn|9129|1|20000101|assigned|A")
        #expect(file.rejectionCounts == [code: 1])
        #expect(file.rejections.map(\.line) == [3])
        #expect(DelegatedStatistics([file]).delegated.asns.ranges == [5_536...5_536, 9_129...9_129])
    }

    @Test(
        "A file of something else is refused", arguments: ["", "\n\n", "<html>\n", "ASN,IP Prefix\n", "a|b|c|d|e|f|g"])
    func otherFiles(text: String) throws {
        let error = #expect(throws: RegistryReadError.self) { try file(text) }
        #expect(error?.code == .unknownFormat)
    }

    @Test("Fewer records than the summary lines promise show that a file is not whole") func torn() throws {
        let file = try file(
            """
            2|afrinic|20260505|3|00000000|20260505|00000
            afrinic|*|asn|*|2|summary
            afrinic|*|ipv4|*|0|summary
            afrinic|ZA|asn|1228|1|19910301|allocated|F36B9F4B
            """)
        #expect(!file.sections[0].isWhole)
    }

    @Test("Limits end the reading, and are named") func limits() throws {
        var reader = DelegatedStatisticsReader()
        reader.limits.records = 1
        let two = "afrinic|ZA|asn|1228|1|19910301|allocated\nafrinic|ZA|asn|1229|1|19910301|allocated\n"
        var error = #expect(throws: RegistryReadError.self) { try reader.read(Array(two.utf8)) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.line == 2)
        reader = DelegatedStatisticsReader()
        reader.limits.size = 50
        error = #expect(throws: RegistryReadError.self) { try reader.read(Array(two.utf8)) }
        #expect(error?.code == .limitExceeded)
        reader = DelegatedStatisticsReader()
        reader.limits.sections = 2
        let sections = String(repeating: "2|afrinic|20260505|3|00000000|20260505|00000\n", count: 3)
        error = #expect(throws: RegistryReadError.self) { try reader.read(Array(sections.utf8)) }
        #expect(error?.code == .limitExceeded)
        reader = DelegatedStatisticsReader()
        reader.limits.describedRejections = 2
        let bad = String(repeating: "afrinic|ZA|asn|x|1|19910301|allocated\n", count: 5)
        let file = try reader.read(Array(bad.utf8))
        #expect(file.rejections.count == 2)
        #expect(file.rejectionCounts == [.invalidStart: 5])
    }

    @Test("Any cut into chunks gives the same", arguments: [1, 2, 7, 40])
    func chunks(size: Int) throws {
        let text = "2|afrinic|1|3|0|20260505|0\r\nafrinic|MU|asn|5536|1|20231122|allocated|F36B3234\r\n\nx|y\n"
        let long = text + String(repeating: "z", count: 9_000) + "\nafrinic|MU|asn|5537|1|20231122|allocated|F36B3234"
        var rest = Array(long.utf8)[...]
        let file = try DelegatedStatisticsReader().read {
            defer { rest = rest.dropFirst(size) }
            return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
        #expect(file.recordCount == 2)
        #expect(file.rejections.map(\.line) == [4, 5])
        #expect(file.rejections.map(\.code) == [.invalidRecord, .lineTooLong])
    }
}

@Suite("Delegated statistics of several files") struct DelegatedStatisticsTests {
    @Test("The later file counts, of one day what is delegated; the order of files does not matter") func overlaps()
        throws
    {
        let older = try file("2|afrinic|1|1|0|20260504|0\nafrinic|MU|ipv4|10.0.0.0|1024|20100101|allocated|A\n")
        let newer = try file("2|afrinic|1|1|0|20260505|0\nafrinic||ipv4|10.0.1.0|256||reserved\n")
        let other = try file("2|ripencc|1|1|0|20260505|0\nripencc|FR|ipv4|10.0.1.128|256|20200101|assigned|B\n")
        for files in [[older, newer, other], [other, newer, older], [newer, older, other]] {
            let statistics = DelegatedStatistics(files)
            #expect(statistics.economy(of: IPPrefix("10.0.0.0/24")!) == Economy("MU"))
            #expect(statistics.delegation(of: IPPrefix("10.0.1.0/25")!)?.status == .reserved)
            #expect(statistics.delegation(of: IPPrefix("10.0.1.128/25")!)?.economy == Economy("FR"))
            #expect(statistics.delegation(of: IPPrefix("10.0.2.0/25")!)?.economy == Economy("FR"))
            #expect(statistics.delegation(of: IPPrefix("10.0.2.128/25")!)?.economy == Economy("MU"))
            #expect(statistics.delegation(of: IPPrefix("10.0.3.0/24")!)?.economy == Economy("MU"))
            #expect(statistics.economy(of: IPPrefix("10.0.0.0/23")!) == nil)
            #expect(statistics.unallocated.prefixes == [IPPrefix("10.0.1.0/25")!])
            #expect(statistics.holders.map(\.identifier) == ["A", "B"])
            #expect(
                statistics.resources(of: Delegation.Holder(registry: .ripencc, identifier: "B")).prefixes.count == 2)
            #expect(statistics.economies == [Economy("FR")!, Economy("MU")!])
        }
    }

    @Test("Ranges one in another cost no more than their number") func nested() throws {
        var text = "2|afrinic|1|1|0|20260505|0\n"
        for start in 0..<20_000 {
            text +=
                "afrinic|MU|asn|\(start + 1)|\(1_000_000 - 2 * start)|2026010\(start % 2 + 1)|allocated|H\(start % 7)\n"
        }
        let statistics = DelegatedStatistics([try file(text)])
        #expect(statistics.delegated.asns.ranges == [1...1_000_000])
    }

    /// `awk -F'|' '$7=="allocated"||$7=="assigned"{n[$3]++; s[$3]+=$5} END{for(k in n)print k,n[k],s[k]}'` gives 2722 AS
    /// numbers and 5397 records of 116046848 IPv4 addresses; with `available` and `reserved` 1628 and 5203456;
    /// `$3=="ipv6"` with `s+=2^(48-$5)` 742725991 networks of /48; `$2=="MU"` 48 AS numbers and 3695872 addresses.
    @Test(
        "AFRINIC's file, as awk counts it",
        .enabled(
            if: RegistryData.has("registry/delegated-afrinic-extended-latest"), "../shared/data is absent"))
    func afrinic() throws {
        let file = try DelegatedStatisticsReader().read(
            RegistryData.bytes("registry/delegated-afrinic-extended-latest"))
        #expect(file.recordCount == 19_286)
        #expect(file.rejectionCounts.isEmpty)
        #expect(file.sections.map(\.isWhole) == [true])
        let statistics = DelegatedStatistics([file])
        #expect(count(statistics.delegated.asns) == 2_722)
        #expect(count(statistics.delegated.ipv4) == 116_046_848)
        #expect(count(statistics.delegated.ipv6) >> 80 == 742_725_991)
        #expect(count(statistics.unallocated.asns) == 1_628)
        #expect(count(statistics.unallocated.ipv4) == 5_203_456)
        let mauritius = statistics.resources(in: Economy("MU")!)
        #expect(count(mauritius.asns) == 48)
        #expect(count(mauritius.ipv4) == 3_695_872)
        #expect(statistics.delegation(of: 5_536)?.holder?.identifier == "F36B3234")
    }

    private func count<Bound>(_ set: IntervalSet<Bound>) -> UInt128 {
        set.ranges.reduce(0) { $0 + UInt128($1.upperBound - $1.lowerBound) + 1 }
    }
}
