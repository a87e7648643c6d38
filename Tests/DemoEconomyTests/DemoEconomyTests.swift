import BGPMessages
import DemoEconomy
import FoundationEssentials
import NumberResources
import RPKITesting
import Testing

@Suite("The economy of the demo") struct DemoEconomyTests {
    static let moment = Date(timeIntervalSince1970: 1_773_644_400)
    static let shared = Result { try DemoEconomy(seed: 1, at: moment) }

    private func files(_ economy: DemoEconomy) -> [[UInt8]] {
        DemoCollector.all.flatMap { economy.history.files(of: $0, through: BGPTime(economy.at)).map(\.octets) }
    }

    @Test("One seed and one moment give the same truth, routes, registries and repositories") func repeatable() throws {
        let (one, other) = (try DemoEconomyTests.shared.get(), try DemoEconomy(seed: 1, at: DemoEconomyTests.moment))
        #expect(one.truth.json == other.truth.json)
        #expect(files(one) == files(other))
        #expect(one.delegatedFiles.map(\.text) == other.delegatedFiles.map(\.text))
        #expect(one.routingObjects == other.routingObjects)
        let (here, there) = (one.repositories.published.map(\.files), other.repositories.published.map(\.files))
        #expect(here == there && here.allSatisfy { $0.count > 50 })
    }

    @Test("Another seed gives other networks, with the same kinds of trouble") func otherSeed() throws {
        let (one, other) = (try DemoEconomyTests.shared.get(), try DemoEconomy(seed: 2, at: DemoEconomyTests.moment))
        #expect(one.organisations.map(\.name) != other.organisations.map(\.name))
        #expect(files(one) != files(other))
        #expect(one.truth.items.map(\.kind) == other.truth.items.map(\.kind))
    }

    @Test("A moment within a second is that second") func wholeSecond() throws {
        let economy = try DemoEconomy(seed: 1, at: DemoEconomyTests.moment + 0.75)
        #expect(economy.at == DemoEconomyTests.moment)
    }

    @Test("There are neighbours in at least three economies, and every kind of trouble is planted") func extent() throws
    {
        let economy = try DemoEconomyTests.shared.get()
        #expect(Set(economy.organisations.map(\.place.code)) == ["XF", "XA", "XB", "XC"])
        #expect(Set(economy.truth.items.map(\.kind)) == Set(PlantedItem.Kind.allCases))
        #expect(Set(economy.truth.items.map(\.id)).count == economy.truth.items.count)
        #expect(Set(economy.truth.items.compactMap(\.reason)).count >= 5)
    }

    @Test("With any seed, several peers see each hijack and the leak, and not all of them do", arguments: [1, 2, 3, 4])
    func spread(seed: UInt64) throws {
        let economy = try DemoEconomy(seed: seed, at: DemoEconomyTests.moment)
        for item in economy.truth.items {
            guard let offender = item.offender, let begins = item.begins else { continue }
            let affected = economy.history.table(at: BGPTime(begins + 60)).filter { event in
                guard event.prefix == item.prefix, case .announce(let attributes) = event.action else { return false }
                return attributes.asPath.asns.contains(offender)
            }
            #expect((2...11).contains(affected.count), "\(item.id)")
        }
    }

    @Test("A hijack begins an hour after the start of the replay, and another one before it") func times() throws {
        let economy = try DemoEconomyTests.shared.get()
        let begins = economy.truth.items.filter { $0.alertClass != nil }.compactMap(\.begins)
        #expect(begins.contains(economy.replayStart + 3600))
        #expect(begins.contains { $0 < economy.replayStart })
    }
}
