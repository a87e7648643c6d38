import BGPMessages
import Testing

/// A file, and what is in it.
struct RouteFileCase: CustomTestStringConvertible {
    let name: String
    let events: Int
    let states: Int
    var faults: [MessageError.Code: Int] = [:]

    var testDescription: String { name }
}

@Suite("Route files of others", .enabled(if: SharedRoutes.isPresent, "needs ../shared/data/bgp"))
struct SharedRoutesTests {
    static let ripe = "damaged/tests/fixtures/ripe/"

    @Test(
        "all that can be read is delivered, the rest counted",
        arguments: [
            RouteFileCase(name: ripe + "rrc00/1999.09/updates.19990903.1041.gz", events: 65_311, states: 4),
            RouteFileCase(name: ripe + "rrc00/2000.01/updates.20000102.2014.gz", events: 6_343, states: 16),
            RouteFileCase(name: ripe + "rrc00/2000.01/bview.20000111.0032.gz", events: 452_018, states: 0),
            RouteFileCase(
                name: ripe + "rrc00/2000.03/updates.20000325.0345.gz", events: 5_378, states: 307,
                faults: [.framing: 1, .recordLength: 1]),
        ]) func damaged(file: RouteFileCase) throws
    {
        let (events, states, report) = try SharedRoutes.read(try SharedRoutes.octets(file.name))
        #expect(events.count == file.events)
        #expect(states.count == file.states)
        #expect(report.faults == file.faults, "\(report.describedFaults.prefix(5))")
    }
}
