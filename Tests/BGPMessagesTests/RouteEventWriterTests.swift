import BGPMessages
import Foundation
import NumberResources
import Testing

@Suite("Events as text") struct RouteEventWriterTests {
    static let event: RouteEvent = {
        var attributes = PathAttributes()
        attributes.origin = .igp
        attributes.asPath = ASPath(
            asns: [1853, 13659, 701], runs: [.init(kind: .sequence, count: 1), .init(kind: .set, count: 2)])
        attributes.nextHop = IPAddress("2001:db8:0:1:0:1:0:1")
        attributes.multiExitDiscriminator = 5
        attributes.localPreference = 100
        attributes.isAtomicAggregate = true
        attributes.aggregator = .init(asn: 13659, address: IPAddress(ipv4: 0xc000_0201))
        attributes.communities = [0x073d_0001, 0xffff_ff01]
        attributes.extendedCommunities = [0x0002_fde8_0000_0001]
        attributes.largeCommunities = [.init(globalAdministrator: 4_200_000_000, localData1: 1, localData2: 2)]
        attributes.onlyToCustomer = 64500
        return RouteEvent(
            time: BGPTime(seconds: 1_445_565_678, fraction: 509_481), peer: peer,
            prefix: IPPrefix(truncating: IPAddress(ipv6: 0x2001_0db8 << 96), length: 32), pathID: 7,
            action: .announce(attributes))
    }()

    static let peer = BGPPeer(address: IPAddress(ipv4: 0xcedc_e737), asn: 3856)

    static func write(_ format: RouteEventWriter.Format, _ body: (inout RouteEventWriter) -> Void) -> String {
        var writer = RouteEventWriter(format)
        body(&writer)
        var octets: [UInt8] = []
        writer.take { text in
            for index in 0..<text.count { octets.append(text[index]) }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    @Test("JSON has all attributes, a line an object")
    func json() throws {
        let text = Self.write(.json) { $0.write(Self.event, isTableRow: true) }
        #expect(
            text == """
                {"type":"table","time":1445565678.509481,"peer":{"asn":"AS3856","address":"206.220.231.55"},\
                "prefix":"2001:db8::/32","pathID":7,"asPath":"1853 {13659,701}","originASN":null,"origin":"igp",\
                "nextHop":"2001:db8:0:1:0:1:0:1","localPref":100,"med":5,"communities":["1853:1","65535:65281"],\
                "extendedCommunities":["0x0002fde800000001"],"largeCommunities":["4200000000:1:2"],\
                "atomicAggregate":true,"aggregator":{"asn":"AS13659","address":"192.0.2.1"},\
                "onlyToCustomer":"AS64500"}

                """)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    }

    @Test("CSV has as many fields in every line")
    func csv() throws {
        let change = PeerStateChange(time: BGPTime(seconds: 1), peer: Self.peer, from: .openConfirm, to: nil)
        var withdrawal = Self.event
        withdrawal.action = .withdraw
        let text = Self.write(.csv) {
            $0.write(Self.event)
            $0.write(withdrawal)
            $0.write(change)
        }
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(
            lines[1]
                == "announce,1445565678.509481,AS3856,206.220.231.55,2001:db8::/32,7,\"1853 {13659,701}\",,igp,"
                + "2001:db8:0:1:0:1:0:1,100,5,1853:1 65535:65281,0x0002fde800000001,4200000000:1:2,true,AS13659,"
                + "192.0.2.1,AS64500,,,,,,")
        #expect(lines[3] == "state,1,AS3856,206.220.231.55,,,,,,,,,,,,,,,,openConfirm,,,,,")
        let fields = lines.map { line in line.replacing("{13659,701}", with: "").filter { $0 == "," }.count }
        #expect(Set(fields) == [24])
    }

    @Test("The table of a monitored router is told in JSON and CSV (RFC 7854, 8671, 9069)", arguments: BMPView.allCases)
    func view(view: BMPView) {
        let json = Self.write(.json) { $0.write(Self.event, view: view) }
        #expect(json.contains("\"view\":\"\(view.rawValue)\""))
        let csv = Self.write(.csv) { $0.write(Self.event, view: view) }
        #expect(csv.hasSuffix(",\(view.rawValue),,,\n"))
    }

    @Test("Lines of bgpdump for feeds that are not MRT")
    func lines() {
        let text = Self.write(.bgpdump) {
            $0.write(Self.event)
            $0.write(PeerStateChange(time: BGPTime(seconds: 1), peer: Self.peer, from: .idle, to: .established))
        }
        #expect(
            text == """
                BGP4MP_ET_AP|1445565678.509481|A|206.220.231.55|3856|2001:db8::/32|7|1853 {13659,701}|IGP|\
                2001:db8::1:0:1:0:1|100|5|1853:1 no-export|AG|13659 192.0.2.1|
                BGP4MP|1|STATE|206.220.231.55|3856|1|6

                """)
    }
}

@Suite("Filter of routes") struct RouteFilterTests {
    static func event(_ prefix: String, _ path: [ASN]? = [64500, 64501]) throws -> RouteEvent {
        var attributes = PathAttributes()
        attributes.asPath = ASPath(path ?? [])
        return RouteEvent(
            time: BGPTime(seconds: 100), peer: BGPPeer(address: IPAddress(ipv4: 1), asn: 64500),
            prefix: try #require(IPPrefix(prefix)), action: path == nil ? .withdraw : .announce(attributes))
    }

    @Test("Prefixes are taken exactly, with parts or with what covers them")
    func prefixes() throws {
        var filter = RouteFilter()
        filter.prefixes = [try #require(IPPrefix("10.0.0.0/16"))]
        let (wider, same, part) = (
            try Self.event("10.0.0.0/8"), try Self.event("10.0.0.0/16"), try Self.event("10.0.1.0/24")
        )
        #expect([wider, same, part].map(filter.wants) == [false, true, false])
        filter.includesMoreSpecific = true
        #expect([wider, same, part].map(filter.wants) == [false, true, true])
        filter.includesLessSpecific = true
        #expect([wider, same, part].map(filter.wants) == [true, true, true])
        #expect(!filter.wants(try Self.event("11.0.0.0/8")))
        #expect(!filter.wantsStates)
    }

    @Test("Origins and paths leave withdrawals out")
    func paths() throws {
        var filter = RouteFilter()
        filter.origins = [64501]
        #expect(filter.wants(try Self.event("10.0.0.0/8")))
        #expect(!filter.wants(try Self.event("10.0.0.0/8", [64501, 1])))
        #expect(!filter.wants(try Self.event("10.0.0.0/8", nil)))
        filter.path = { $0.asns.contains(1) }
        #expect(!filter.wants(try Self.event("10.0.0.0/8")))
        #expect(filter.wants(try Self.event("10.0.0.0/8", [1, 64501])))
    }

    @Test("Times are taken with both ends, peers by AS number")
    func timesAndPeers() throws {
        var filter = RouteFilter()
        let event = try Self.event("10.0.0.0/8", nil)
        filter.from = BGPTime(seconds: 100)
        filter.to = BGPTime(seconds: 100)
        filter.peers = [64500]
        #expect(filter.wants(event))
        filter.peers = [64501]
        #expect(!filter.wants(event))
        filter.peers = []
        filter.from = BGPTime(seconds: 100, fraction: 1)
        #expect(!filter.wants(event))
        filter.from = nil
        filter.to = BGPTime(seconds: 99)
        #expect(!filter.wants(event))
    }

    @Test("Lines of records are filtered alike")
    func lines() throws {
        let file =
            MRTBuilder.message() + MRTBuilder.state() + MRTBuilder.peers + MRTBuilder.rib(2, [.init(), .init(peer: 1)])
        func count(_ change: (inout RouteFilter) throws -> Void) throws -> Int {
            var filter = RouteFilter()
            try change(&filter)
            return try BGPDumpTests.lines(file, filter).0.split(separator: "\n").count
        }
        #expect(try count { _ in } == 4)
        #expect(try count { $0.peers = [64501] } == 1)
        #expect(try count { $0.origins = [64501] } == 3)
        #expect(try count { $0.origins = [64500] } == 0)
        #expect(try count { $0.path = { $0.asns.count == 2 } } == 3)
        #expect(try count { $0.prefixes = [try #require(IPPrefix("203.0.113.0/24"))] } == 3)
        #expect(try count { $0.from = BGPTime(seconds: 1_000_000_001) } == 0)
    }
}
