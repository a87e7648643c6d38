import BGPMessages
import NumberResources
import Testing

private func answer(_ updates: String) -> [UInt8] {
    Array(
        """
        {"messages":[["info","x"]],"see_also":[],"version":"1.3","data_call_name":"bgp-updates","status":"ok",
         "data":{"resource":"AS64501","query_starttime":"2025-07-01T00:00:00","updates":[\(updates)],"nr_updates":1}}
        """.utf8)
}

private func update(_ type: String, _ source: String, _ extra: String = "", time: String = "\"2025-07-01T12:00:05\"")
    -> String
{
    """
    {"seq":1,"timestamp":\(time),"type":"\(type)","attrs":{"target_prefix":"203.0.113.0/24","source_id":"\(source)"\(extra)}}
    """
}

private let path = ",\"path\":[64500,64501],\"community\":[\"64500:1\",\"64500:1:2\",\"x\"]"

@Suite("RIPEstat bgp-updates") struct RIPEstatTests {
    private func read(_ updates: String..., limits: RIPEstatLimits = RIPEstatLimits()) throws -> RIPEstatUpdates {
        var rest: [UInt8]? = answer(updates.joined(separator: ","))
        return try RIPEstatUpdates(limits: limits) {
            defer { rest = nil }
            return rest
        }
    }

    @Test("announcements and withdrawals") func updates() throws {
        let found = try read(update("A", "00-192.0.2.1", path), update("W", "11-2001:db8::1"))
        #expect(found.faults.isEmpty)
        let (one, two) = (found.events[0], found.events[1])
        // date -u -d 2025-07-01T12:00:05 +%s
        #expect(one.time == BGPTime(seconds: 1_751_371_205))
        #expect(one.peer == BGPPeer(address: IPAddress(ipv4: 0xc000_0201), asn: 64_500))
        guard case .announce(let attributes) = one.action else { throw UnexpectedEvent() }
        #expect(attributes.asPath == ASPath([64_500, 64_501]))
        #expect(attributes.communities == [64_500 << 16 | 1])
        #expect(attributes.largeCommunities.count == 1)
        #expect(two.action == .withdraw)
        #expect(two.peer.address.description == "2001:db8::1")
        #expect(two.peer.asn == 0)
        #expect(found.unknownPeers == 1)
    }

    @Test("a withdrawal gets the AS number that another update of its peer has, before or after") func peers() throws {
        let found = try read(
            update("W", "00-192.0.2.1"), update("A", "00-192.0.2.1", path), update("W", "00-192.0.2.1"))
        #expect(found.events.map(\.peer.asn) == [64_500, 64_500, 64_500])
        #expect(found.unknownPeers == 0)
    }

    @Test(
        "times",
        arguments: [
            ("1751371205", 1_751_371_205_000_000), ("1751371205.5", 1_751_371_205_500_000),
            ("\"2025-07-01T12:00:05.25Z\"", 1_751_371_205_250_000), ("\"2025-07-01 12:00\"", 1_751_371_200_000_000),
            ("\"2024-02-29T23:59:59\"", 1_709_251_199_000_000), ("\"1970-01-01T00:00:00\"", 0),
        ] as [(String, Int64)])
    func times(text: String, microseconds: Int64) throws {
        let found = try read(update("W", "00-192.0.2.1", time: text))
        #expect(found.events.map(\.time.microseconds) == [microseconds])
    }

    @Test(
        "an update with an invalid value costs only itself",
        arguments: [
            update("A", "00-192.0.2.1"), update("X", "00-192.0.2.1"), update("W", "192.0.2.1"), update("W", "00-rrc"),
            update("W", "00-192.0.2.1", time: "\"yesterday\""),
            update("W", "00-192.0.2.1", time: "\"2025-02-30T00:00:00\""),
            update("W", "00-192.0.2.1", time: "\"2025-07-01T12:00:99\""), update("W", "00-192.0.2.1", time: "null"),
            "{\"attrs\":null}", "{}",
        ])
    func damaged(text: String) throws {
        let found = try read(text, update("W", "00-192.0.2.1"))
        #expect(found.faults.map(\.code) == [.jsonField])
        #expect(found.events.count == 1)
    }

    @Test(
        "an answer that is none",
        arguments: [
            ("", .json), ("{\"data\":{\"updates\":[", .json), ("{\"data\":{}}", .jsonField),
            ("{\"data\":7}", .jsonField), ("{\"data\":{\"updates\":[],\"updates\":[]}}", .json),
            ("{\"data\":{\"updates\":[{\"type\":\"A\",\"type\":\"W\"}]}}", .json),
            ("{\"data\":{\"updates\":[{\"attrs\":{\"path\":[\"x\"]}}]}}", .jsonField),
        ] as [(String, MessageError.Code)])
    func refused(text: String, code: MessageError.Code) {
        var rest: [UInt8]? = Array(text.utf8)
        #expect {
            try RIPEstatUpdates {
                defer { rest = nil }
                return rest
            }
        } throws: { ($0 as? MessageError)?.code == code }
    }

    @Test("limits") func limits() throws {
        var limits = RIPEstatLimits()
        limits.updates = 1
        let found = try read(update("W", "00-192.0.2.1"), update("W", "00-192.0.2.2"), limits: limits)
        #expect(found.events.count == 1)
        #expect(found.faults.map(\.code) == [.jsonLimit])
        limits.answerSize = 100
        #expect(throws: MessageError.self) { try read(update("W", "00-192.0.2.1"), limits: limits) }
    }

    @Test("as a file, in pieces") func file() throws {
        let octets = answer(update("A", "00-192.0.2.1", path))
        for piece in [1, 33, 4_096] {
            let found = try ReadFeed(octets, piece: piece)
            #expect(found.format == .ripeStat)
            #expect(found.lines == ["A 192.0.2.1 203.0.113.0/24"])
            #expect(found.report.records == 1)
        }
    }
}
