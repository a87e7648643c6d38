import BGPMessages
import DemoEconomy
import NumberResources
import Registries
import Testing

@Suite("The files of the demo") struct DemoFilesTests {
    private func events(_ octets: [UInt8]) throws -> (events: [RouteEvent], faults: Int) {
        var rest: [UInt8]? = octets
        var reader = RouteFileReader {
            defer { rest = nil }
            return rest
        }
        var (events, batch) = ([RouteEvent](), RouteBatch())
        while try reader.next(into: &batch) { events += batch.events }
        return (events, reader.report.describedFaults.count)
    }

    @Test("The table and the changes of a collector are read back from MRT as they are", arguments: DemoCollector.all)
    func mrt(collector: DemoCollector) throws {
        let economy = try DemoEconomyTests.shared.get()
        let peers = Set(collector.peers.map(\.peer))
        let files = economy.history.files(of: collector, through: BGPTime(economy.at))
        #expect(files.count == 31)
        let table = try events(files[0].octets)
        #expect(table.faults == 0)
        #expect(table.events == economy.history.table.filter { peers.contains($0.peer) })
        var (changes, faults): ([RouteEvent], Int) = ([], 0)
        for file in files.dropFirst() {
            let read = try events(file.octets)
            changes += read.events
            faults += read.faults
        }
        #expect(faults == 0)
        let wanted = economy.history.updates(after: economy.history.start, through: BGPTime(economy.at))
        #expect(changes == wanted.filter { peers.contains($0.peer) })
        #expect(changes.contains { $0.action == .withdraw && $0.prefix.family == .ipv6 })
    }

    @Test("Twelve peers, ten of them with a full table") func peers() throws {
        let economy = try DemoEconomyTests.shared.get()
        let counts = Dictionary(grouping: economy.history.table, by: \.peer).mapValues(\.count)
        #expect(counts.count == 12)
        let most = counts.values.max() ?? 0
        #expect(counts.values.count { $0 * 10 >= most * 9 } == 10)
        #expect(DemoCollector.all.flatMap(\.peers).count { $0.isFull } == 10)
    }

    @Test(
        "Each path begins with its peer, has no AS twice, and ends with a network that announces the prefix or hijacks it"
    )
    func paths() throws {
        let economy = try DemoEconomyTests.shared.get()
        let announced = Dictionary(grouping: economy.organisations.flatMap(\.announcements), by: \.prefix)
        let planted = economy.truth.items.compactMap { item in item.prefix.map { ($0, item.origin) } }
        for event in economy.history.table + economy.history.updates {
            guard case .announce(let attributes) = event.action else { continue }
            let asns = attributes.asPath.asns
            #expect(asns.first == event.peer.asn && Set(asns).count == asns.count)
            let isKnown =
                announced[event.prefix]?.contains { $0.origin == asns.last } ?? false
                || planted.contains { $0.0 == event.prefix && $0.1 == asns.last }
            #expect(isKnown, "\(event.prefix) \(asns)")
        }
    }

    @Test("A table at a later time is the first one with all changes until then") func laterTable() throws {
        let history = try DemoEconomyTests.shared.get().history
        let moment = try #require(history.updates.last).time
        let table = history.table(at: moment)
        #expect(table.count != history.table.count)
        let hijack = try #require(IPPrefix("10.96.32.0/24"))
        #expect(!history.table.contains { $0.prefix == hijack })
        #expect(table.contains { $0.prefix == hijack })
        #expect(
            history.table(at: history.start)
                == history.table.sorted {
                    ($0.prefix, $0.peer.address) < ($1.prefix, $1.peer.address)
                })
    }

    @Test("The delegated files are read without a rejection, and say who holds what") func delegated() throws {
        let economy = try DemoEconomyTests.shared.get()
        let files = try economy.delegatedFiles.map { try DelegatedStatisticsReader().read(Array($0.text.utf8)) }
        #expect(files.allSatisfy { $0.rejectionCounts.isEmpty && $0.sections.allSatisfy(\.isWhole) })
        let statistics = DelegatedStatistics(files)
        for organisation in economy.organisations {
            for asn in organisation.asns {
                #expect(statistics.delegation(of: asn)?.economy?.description == organisation.place.code, "\(asn)")
            }
        }
    }

    @Test("The routing registry is read without a rejection, and has every AS") func objects() throws {
        let economy = try DemoEconomyTests.shared.get()
        let file = try RoutingRegistryReader().read(Array(economy.routingObjects.utf8))
        #expect(file.rejectionCounts.isEmpty)
        #expect(file.routeCount > 50)
        let policies = RoutingPolicies([file])
        for asn in economy.organisations.flatMap(\.asns) {
            #expect(policies.registration(of: asn)?.contains(.contact) ?? false, "\(asn)")
        }
    }
}
