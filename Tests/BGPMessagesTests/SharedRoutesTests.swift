import BGPMessages
import Foundation
import Testing

/// A file, and what is in it.
struct RouteFileCase: CustomTestStringConvertible {
    let name: String
    let events: Int
    let states: Int
    var faults: [MessageError.Code: Int] = [:]
    var skippedFamilies: [RouteFamily: Int] = [:]

    init(
        _ name: String, events: Int, states: Int = 0, faults: [MessageError.Code: Int] = [:],
        skippedFamilies: [RouteFamily: Int] = [:]
    ) {
        self.name = name
        self.events = events
        self.states = states
        self.faults = faults
        self.skippedFamilies = skippedFamilies
    }

    var testDescription: String { name }
}

@Suite("Route files of others", .enabled(if: SharedRoutes.isPresent, "../shared/data is absent"))
struct SharedRoutesTests {
    static let ripe = "damaged/tests/fixtures/ripe/"
    static let samples = "mrtparse/samples/"
    static let vpn = RouteFamily(afi: 1, safi: 128)

    private func check(_ file: RouteFileCase) throws {
        let (events, states, report) = try SharedRoutes.read(try SharedRoutes.octets(file.name))
        #expect(events.count == file.events)
        #expect(states.count == file.states)
        #expect(report.faults == file.faults, "\(report.describedFaults.prefix(5))")
        #expect(report.skippedFamilies == file.skippedFamilies)
        #expect(report.skippedRecords.isEmpty)
    }

    @Test(
        "Of damaged files all that can be read is delivered, the rest counted",
        arguments: [
            RouteFileCase(ripe + "rrc00/1999.09/updates.19990903.1041.gz", events: 65_311, states: 4),
            RouteFileCase(ripe + "rrc00/1999.12/updates.19991214.1621.gz", events: 55_489, states: 27),
            RouteFileCase(ripe + "rrc00/2000.01/updates.20000102.2014.gz", events: 6_343, states: 16),
            RouteFileCase(ripe + "rrc00/2000.01/bview.20000111.0032.gz", events: 452_018),
            RouteFileCase(
                ripe + "rrc00/2000.03/updates.20000325.0345.gz", events: 5_378, states: 307,
                faults: [.framing: 1, .recordLength: 1]),
            RouteFileCase(ripe + "rrc01/2000.11/updates.20001104.0124.gz", events: 519, states: 364),
            RouteFileCase(
                ripe + "rrc03/2010.02/updates.20100227.1600.first-796-records.gz", events: 1_359, states: 4),
            RouteFileCase(ripe + "rrc15/2010.02/updates.20100227.1600.gz", events: 53_786, states: 20),
            RouteFileCase(
                "damaged/rib6.20151101.0600_firstMB.bz2", events: 149_578, faults: [.compression: 1, .truncated: 1]),
        ]) func damaged(file: RouteFileCase) throws
    {
        try check(file)
    }

    @Test(
        "What BIRD, OpenBGPD and Quagga write is read in full",
        arguments: [
            RouteFileCase(samples + "bird_bgp", events: 14, states: 12, faults: [.pathIdentifiers: 6]),
            RouteFileCase(samples + "bird6_bgp", events: 14, states: 12, faults: [.pathIdentifiers: 6]),
            RouteFileCase(samples + "bird-mrtdump_bgp", events: 12, states: 12),
            RouteFileCase(samples + "bird-mrtdump_rib", events: 18),
            RouteFileCase(samples + "bird6-mrtdump_bgp", events: 12, states: 12),
            RouteFileCase(samples + "bird6-mrtdump_rib", events: 10),
            RouteFileCase(samples + "openbgpd_bgp", events: 93, states: 16, skippedFamilies: [vpn: 6]),
            // It writes AS numbers of four octets into AGGREGATOR where there is room for two.
            RouteFileCase(samples + "openbgpd_rib_table", events: 31),
            RouteFileCase(samples + "openbgpd_rib_table-mp", events: 31),
            RouteFileCase(samples + "openbgpd_rib_table-v2", events: 31, skippedFamilies: [vpn: 2]),
            RouteFileCase(samples + "quagga_bgp", events: 18, states: 20, skippedFamilies: [vpn: 6]),
            RouteFileCase(samples + "quagga_rib", events: 9),
            RouteFileCase("bgpstream/ris.rrc06.updates.1427846400.gz", events: 1_557, states: 4),
            RouteFileCase("bgpstream/routeviews.route-views.jinx.updates.1427846400.bz2", events: 8_611),
        ]) func daemons(file: RouteFileCase) throws
    {
        try check(file)
    }

    @Test("bgpdump's expected lines are met, octet by octet")
    func lines() throws {
        let expected = SharedRoutes.folder.appending(path: "ris/expected-bgpdump-vm")
        var compared = 0
        for name in try FileManager.default.contentsOfDirectory(
            atPath: SharedRoutes.folder.appending(path: "ris/mrt").path)
        {
            let file = try SharedRoutes.octets("ris/mrt/\(name)")
            let wanted = try SharedRoutes.uncompressed(expected.appending(path: "\(name).bgp.gz"))
            var rest: [UInt8]? = file
            var reader = BGPDumpReader {
                defer { rest = nil }
                return rest
            }
            var place = 0
            var differs = false
            while !differs, try reader.next() {
                reader.withText { text in
                    let end = place + text.count
                    differs = end > wanted.count
                    if differs { return }
                    text.withUnsafeBytes { text in
                        wanted.withUnsafeBytes { wanted in
                            differs = Data(text) != Data(wanted[place..<end])
                        }
                    }
                    place = end
                }
            }
            #expect(!differs && place == wanted.count, "\(name) differs before octet \(place)")
            compared += 1
        }
        #expect(compared == 12)
    }
}
