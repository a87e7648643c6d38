import BGPMessages
import DemoEconomy
import NumberResources
import RPKITesting
import RouteSecurity
import Testing

@Suite("The numbers of the demo") struct DemoNumbersTests {
    private func check(_ prefix: IPPrefix, _ place: String) {
        #expect(DemoNumbers.permits(prefix), "\(place): \(prefix)")
    }

    private func check(_ asn: ASN, _ place: String) {
        #expect(DemoNumbers.permits(asn), "\(place): \(asn)")
    }

    @Test("Organisations, routes, payloads and truth have only numbers for documentation and private use")
    func ranges() throws {
        let economy = try DemoEconomyTests.shared.get()
        for organisation in economy.organisations {
            for asn in organisation.asns { check(asn, organisation.slug) }
            for prefix in organisation.holdings + organisation.announcements.map(\.prefix) {
                check(prefix, organisation.slug)
            }
        }
        var (prefixes, asns, addresses): (Set<IPPrefix>, Set<ASN>, Set<IPAddress>) = ([], [], [])
        for event in economy.history.table + economy.history.updates {
            prefixes.insert(event.prefix)
            asns.insert(event.peer.asn)
            addresses.insert(event.peer.address)
            guard case .announce(let attributes) = event.action else { continue }
            asns.formUnion(attributes.asPath.asns)
            if let hop = attributes.nextHop { addresses.insert(hop) }
        }
        for repository in economy.repositories.published {
            prefixes.formUnion(repository.expected.vrps.map(\.prefix))
            // AS 0 is no network: "none may" (RFC 6483 section 4, ASPA).
            let named = repository.expected.vrps.map(\.asn) + repository.expected.aspas.flatMap { [$0.key] + $0.value }
            asns.formUnion(named.filter { $0 != 0 })
        }
        for item in economy.truth.items {
            prefixes.formUnion([item.prefix].compactMap { $0 })
            asns.formUnion([item.origin, item.offender].compactMap { $0 })
        }
        #expect(prefixes.count > 100 && asns.count > 40)
        for prefix in prefixes { check(prefix, "routes and payloads") }
        for asn in asns { check(asn, "routes and payloads") }
        for address in addresses { check(IPPrefix(address), "peers") }
    }

    @Test("AS numbers in the objects of the registry are of those, too") func objects() throws {
        let text = try DemoEconomyTests.shared.get().routingObjects
        let numbers = text.split { !$0.isLetter && !$0.isNumber }.compactMap { word in
            word.hasPrefix("AS") ? UInt32(word.dropFirst(2)) : nil
        }
        #expect(numbers.count > 100)
        for number in Set(numbers) { check(ASN(number), "routing objects") }
    }

    @Test("By the demo's registries none of them is a bogon, and by IANA's all are") func registries() throws {
        let bogons = Bogons(registries: DemoNumbers.registries)
        for prefix in DemoNumbers.prefixes {
            #expect(bogons.classes(of: prefix).isBogon == false, "\(prefix)")
            #expect(Bogons().classes(of: prefix).isBogon, "\(prefix)")
        }
        for asn in DemoNumbers.asns.flatMap({ [$0.lowerBound, $0.upperBound] }).map({ ASN($0) }) {
            #expect(bogons.classes(of: asn).isEmpty, "\(asn)")
            #expect(Bogons().classes(of: asn) == .reservedASN, "\(asn)")
        }
        #expect(bogons.classes(of: try #require(IPPrefix("192.168.0.0/16"))) == .martian)
        #expect(bogons.classes(of: ASN(65_535)) == .reservedASN)
        #expect(bogons.classes(of: ASN(65_552)) == .reservedASN)
    }
}
