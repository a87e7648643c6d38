import NumberResources
import Testing
import ValidatedPayloads

@Suite("SLURM")
struct SLURMApplicationTests {
    let validated = payloadSet(
        [
            vrp("192.0.2.0/24 64496"), vrp("192.0.2.128/25 64500"), vrp("192.0.0.0/16 64501"),
            vrp("198.51.100.0/24 64496"),
            vrp("198.51.100.0/24 64497"), vrp("2001:db8::/32 64502"),
        ],
        [aspa(64496, 1), aspa(64497, 2)],
        [routerKey(64496, 1), routerKey(64497, 1), routerKey(64497, 2)])

    @Test("Filters take away what they match, and each says how much")
    func filters() {
        var file = SLURMFile()
        file.prefixFilters = [
            SLURMPrefixFilter(prefix: prefix("192.0.2.0/24")), SLURMPrefixFilter(asn: 64496),
            SLURMPrefixFilter(prefix: prefix("198.51.100.0/24"), asn: 64497),
            SLURMPrefixFilter(prefix: prefix("2001:db8::/33")), SLURMPrefixFilter(asn: 9),
        ]
        file.bgpsecFilters = [
            SLURMBGPsecFilter(asn: 64497, subjectKeyIdentifier: [UInt8](repeating: 1, count: 20)),
            SLURMBGPsecFilter(subjectKeyIdentifier: [UInt8](repeating: 1, count: 20)), SLURMBGPsecFilter(asn: 1),
        ]
        file.aspaFilters = [SLURMASPAFilter(customer: 64497), SLURMASPAFilter(customer: 3)]
        let (set, report) = SLURM(file).applied(to: validated)
        #expect(set.vrps == [vrp("192.0.0.0/16 64501"), vrp("2001:db8::/32 64502")])
        #expect(set.routerKeys == [routerKey(64497, 2)])
        #expect(set.aspas == [aspa(64496, 1)])
        #expect(report.matches[0].prefixFilters == [2, 2, 1, 0, 0])
        #expect(report.matches[0].bgpsecFilters == [1, 2, 0])
        #expect(report.matches[0].aspaFilters == [1, 0])
        #expect(report.removed == PayloadCounts(vrps: 4, aspas: 1, routerKeys: 2))
        #expect(report.asserted.total == 0)
    }

    @Test("Assertions are added after the filters, with their file as source")
    func assertions() throws {
        var file = SLURMFile(path: "/etc/exceptions.json")
        file.prefixFilters = [SLURMPrefixFilter(asn: 64496)]
        file.prefixAssertions = [SLURMAssertion(vrp("203.0.113.0/24 64496"), comment: "ours")]
        file.bgpsecAssertions = [SLURMAssertion(routerKey(64496, 9)), SLURMAssertion(routerKey(64496, 9))]
        file.aspaAssertions = [SLURMAssertion(aspa(64496, 7)), SLURMAssertion(aspa(5, 6))]
        let (set, report) = SLURM(file).applied(to: validated)
        let sources = try #require(set.sources(of: vrp("203.0.113.0/24 64496")))
        #expect(Array(sources) == [.exception(path: "/etc/exceptions.json", comment: "ours")])
        #expect(report.asserted == PayloadCounts(vrps: 1, aspas: 2, routerKeys: 1))
        #expect(set.aspas == [aspa(5, 6), aspa(64496, 1, 7), aspa(64497, 2)])
        #expect(set.sources(of: aspa(64496, 1, 7))?.count == 2)
    }

    @Test("What is asserted and validated has both sources")
    func both() {
        var file = SLURMFile(path: "x")
        file.prefixAssertions = [SLURMAssertion(vrp("192.0.2.0/24 64496"))]
        let set = SLURM(file).applied(to: validated).set
        #expect(set.vrps == validated.vrps)
        #expect(set.sources(of: vrp("192.0.2.0/24 64496"))?.count == 2)
    }

    @Test("Payloads that stay keep their sources")
    func sourcesStay() {
        let set = SLURM(SLURMFile()).applied(to: fullSet()).set
        #expect(set.hasSameContent(as: fullSet()))
        #expect(set.vrpRows.map { Array($0.sources) } == fullSet().vrpRows.map { Array($0.sources) })
    }

    @Test(
        "Files that speak of the same resources are refused together",
        arguments: [
            (SLURMConflict.Code.prefixes, "192.0.2.0/24"), (.bgpsec, "AS64496"), (.aspas, "AS64497"),
        ])
    func conflicts(code: SLURMConflict.Code, resources: String) {
        var first = SLURMFile()
        first.prefixFilters = [SLURMPrefixFilter(asn: 1), SLURMPrefixFilter(prefix: prefix("192.0.0.0/16"))]
        first.bgpsecFilters = [SLURMBGPsecFilter(asn: 64496)]
        first.aspaFilters = [SLURMASPAFilter(customer: 64497)]
        var third = SLURMFile()
        switch code {
        case .prefixes: third.prefixAssertions = [SLURMAssertion(vrp("192.0.2.0/24 9"))]
        case .bgpsec: third.bgpsecAssertions = [SLURMAssertion(routerKey(64496, 1))]
        case .aspas: third.aspaAssertions = [SLURMAssertion(aspa(64497, 1))]
        }
        let files = [first, SLURMFile(), third]
        let error = #expect(throws: SLURMConflict.self) { try SLURM(files) }
        #expect(error?.code == code)
        #expect(error?.first == 0)
        #expect(error?.second == 2)
        #expect(error?.resources == resources)
    }

    @Test("Files of distinct scope are used together; a file may overlap itself")
    func scopes() throws {
        var first = SLURMFile(path: "a")
        first.prefixFilters = [SLURMPrefixFilter(prefix: prefix("192.0.2.0/24")), SLURMPrefixFilter(asn: 64496)]
        first.prefixAssertions = [SLURMAssertion(vrp("192.0.2.0/24 1"))]
        var second = SLURMFile(path: "b")
        second.prefixFilters = [SLURMPrefixFilter(prefix: prefix("198.51.100.0/24")), SLURMPrefixFilter(asn: 64496)]
        second.bgpsecFilters = [SLURMBGPsecFilter(subjectKeyIdentifier: [UInt8](repeating: 1, count: 20))]
        let (set, report) = try SLURM([first, second]).applied(to: validated)
        #expect(set.vrps == [vrp("192.0.2.0/24 1"), vrp("192.0.0.0/16 64501"), vrp("2001:db8::/32 64502")].sorted())
        #expect(report.matches.map(\.prefixFilters) == [[2, 2], [2, 2]])
        #expect(report.removed == PayloadCounts(vrps: 4, routerKeys: 2))
    }
}
