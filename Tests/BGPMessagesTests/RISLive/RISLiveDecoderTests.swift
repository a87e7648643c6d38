import BGPMessages
import NumberResources
import Testing

/// The text of a `ris_message`.
func risMessage(_ members: String, type: String = "UPDATE") -> [UInt8] {
    let head = [
        "\"timestamp\":1700000000.25", "\"peer\":\"192.0.2.1\"", "\"peer_asn\":\"64500\"", "\"id\":\"a-1\"",
        "\"host\":\"rrc00\"", "\"type\":\"\(type)\"",
    ].filter { member in !member.split(separator: ":").prefix(1).contains { members.contains($0 + ":") } }
    let all = head + (members.isEmpty ? [] : [members])
    return Array("{\"type\":\"ris_message\",\"data\":{\(all.joined(separator: ","))}}".utf8)
}

private func message(_ text: [UInt8]) throws -> RISLiveMessage {
    guard case .message(let message) = try RISLiveDecoder().decode(text) else { throw UnexpectedEvent() }
    return message
}

private func routes(_ members: String) throws -> [RouteEvent] {
    guard case .routes(let routes) = try message(risMessage(members)).content else { throw UnexpectedEvent() }
    return routes
}

private func hex(_ octets: [UInt8]) -> String {
    octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
}

@Suite("RIS Live messages") struct RISLiveDecoderTests {
    static let fields =
        "\"path\":[64500,64501],\"origin\":\"igp\",\"announcements\":[{\"next_hop\":\"192.0.2.1\",\"prefixes\":[\"203.0.113.0/24\"]}]"

    @Test("the head of a message") func head() throws {
        let found = try message(risMessage(Self.fields))
        #expect(found.time == BGPTime(seconds: 1_700_000_000, fraction: 250_000))
        #expect(found.peer == BGPPeer(address: IPAddress(ipv4: 0xc000_0201), asn: 64_500))
        #expect(found.collector == "rrc00")
        #expect(found.identity != 0)
        #expect(found.faults.isEmpty)
    }

    @Test("every field of an UPDATE") func everyField() throws {
        let found = try routes(
            """
            "path":[64500,64501,[64502,64503]],"origin":"INCOMPLETE","med":50,"aggregator":"64501:198.51.100.7",\
            "community":[[64500,1],[65535,666],[1,2,3],[70000,1]],\
            "announcements":[{"next_hop":"2001:db8::1,fe80::1","prefixes":["2001:db8:1::/48","2001:db8:2::/48"]},\
            {"next_hop":"192.0.2.9","prefixes":["203.0.113.0/24"]}],"withdrawals":["198.51.100.0/24"]
            """)
        #expect(
            found.map(\.prefix.description) == [
                "198.51.100.0/24", "2001:db8:1::/48", "2001:db8:2::/48", "203.0.113.0/24",
            ])
        #expect(found[0].action == .withdraw)
        guard case .announce(let first) = found[1].action, case .announce(let last) = found[3].action else {
            throw UnexpectedEvent()
        }
        #expect(first.nextHop?.description == "2001:db8::1")
        #expect(last.nextHop?.description == "192.0.2.9")
        #expect(
            first.asPath
                == ASPath(
                    asns: [64_500, 64_501, 64_502, 64_503],
                    runs: [.init(kind: .sequence, count: 2), .init(kind: .set, count: 2)]))
        #expect(first.origin == .incomplete)
        #expect(first.multiExitDiscriminator == 50)
        #expect(first.aggregator?.asn == 64_501)
        #expect(first.communities == [64_500 << 16 | 1, 0xffff_029a])
    }

    @Test("where no field tells of routes the BGP message alone counts") func rawAlone() throws {
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500, 64_501]), nlri: BMPBytes.prefix)
        let found = try message(risMessage("\"type\":\"UPDATE\",\"raw\":\"\(hex(update))\""))
        #expect(found.faults.isEmpty)
        guard case .routes(let events) = found.content else {
            Issue.record("no routes: \(found.content)")
            return
        }
        #expect(events.count == 1)
    }

    @Test("the BGP message counts where it agrees: it has what the fields have not") func raw() throws {
        var attributes = BMPBytes.attributes([64_500, 64_501])
        attributes += [0x40, 5, 4, 0, 0, 0, 200]
        let update = BMPBytes.update(attributes: attributes, nlri: BMPBytes.prefix)
        let found = try routes(Self.fields + ",\"raw\":\"\(hex(update))\"")
        guard case .announce(let announced) = try #require(found.first).action else { throw UnexpectedEvent() }
        #expect(announced.localPreference == 200)
    }

    @Test("a BGP message of a session with two-octet AS numbers, or with path identifiers", arguments: [2, 4])
    func otherEncodings(width: Int) throws {
        let nlri = (width == 4 ? [0, 0, 0, 9] : []) + BMPBytes.prefix
        let update = BMPBytes.update(attributes: BMPBytes.attributes([64_500, 64_501], width: width), nlri: nlri)
        let found = try message(risMessage(Self.fields + ",\"raw\":\"\(hex(update))\""))
        #expect(found.faults.isEmpty)
        guard case .routes(let routes) = found.content else { throw UnexpectedEvent() }
        #expect(routes.map(\.pathID) == [width == 4 ? 9 : nil])
    }

    @Test(
        "where the two disagree the fields count, and it is told",
        arguments: [
            BMPBytes.update(attributes: BMPBytes.attributes([64_500, 64_502]), nlri: BMPBytes.prefix),
            BMPBytes.update(attributes: BMPBytes.attributes([64_500, 64_501]), nlri: [24, 203, 0, 114]),
            BMPBytes.update(withdrawn: BMPBytes.prefix), BMPBytes.update(), [0xff, 0], [],
        ])
    func disagreement(raw: [UInt8]) throws {
        let found = try message(risMessage(Self.fields + ",\"raw\":\"\(hex(raw))\""))
        #expect(found.faults.map(\.code) == [.risRaw])
        guard case .routes(let routes) = found.content else { throw UnexpectedEvent() }
        #expect(routes.map(\.prefix.description) == ["203.0.113.0/24"])
    }

    @Test("a fault in an attribute that no judgement needs withdraws nothing") func faultyAttribute() throws {
        // ORIGIN is 9.
        var attributes = BMPBytes.attributes([64_500, 64_501])
        attributes[3] = 9
        let update = BMPBytes.update(attributes: attributes, nlri: BMPBytes.prefix)
        let found = try message(risMessage(Self.fields + ",\"raw\":\"\(hex(update))\""))
        #expect(found.faults.map(\.code) == [.origin])
        guard case .routes(let routes) = found.content else { throw UnexpectedEvent() }
        guard case .announce(let announced) = try #require(routes.first).action else { throw UnexpectedEvent() }
        #expect(announced.asPath == ASPath([64_500, 64_501]))
    }

    @Test("messages that are no UPDATE") func others() throws {
        #expect(
            try message(risMessage("\"state\":\"connected\"", type: "RIS_PEER_STATE")).content
                == .peerState(.established))
        #expect(try message(risMessage("\"state\":\"down\"", type: "RIS_PEER_STATE")).content == .peerState(.idle))
        #expect(
            try message(
                risMessage("\"notification\":{\"code\":6,\"subcode\":5,\"data\":\"0605\"}", type: "NOTIFICATION")
            )
            .content == .notification(code: 6, subcode: 5))
        #expect(try message(risMessage("", type: "KEEPALIVE")).content == .keepalive)
        #expect(try message(risMessage("\"capabilities\":{\"65\":{\"asn4\":1}}", type: "OPEN")).content == .open)
        #expect(try message(risMessage("", type: "STATE")).content == .other)
    }

    @Test(
        "what the service says of itself",
        arguments: [
            ("{\"type\":\"ris_error\",\"data\":{\"message\":\"no\"}}", .error("no")),
            ("{\"type\":\"pong\",\"data\":null}", .pong), ("{\"type\":\"pong\"}", .pong),
            ("{\"type\":\"ris_rrc_list\",\"data\":[\"rrc00\",\"rrc01\"]}", .collectors(["rrc00", "rrc01"])),
            ("{\"data\":{\"subscription\":{}},\"type\":\"ris_subscribe_ok\"}", .subscribed),
            ("{\"type\":\"new\",\"data\":1}", .other("new")),
        ] as [(String, RISLiveReply)])
    func replies(text: String, reply: RISLiveReply) throws {
        #expect(try RISLiveDecoder().decode(Array(text.utf8)) == reply)
    }

    @Test("the type may come last, and the envelope be left out") func order() throws {
        let bare = "{\"timestamp\":1.5,\"peer\":\"192.0.2.1\",\"peer_asn\":64500,\"type\":\"KEEPALIVE\"}"
        #expect(try message(Array(bare.utf8)).content == .keepalive)
        #expect(try message(Array("{\"data\":\(bare),\"type\":\"ris_message\"}".utf8)).content == .keepalive)
    }

    /// A text that is refused, and the code.
    @Test(
        "damaged messages",
        arguments: [
            ("", .json), ("[]", .json), ("{", .json), ("{\"type\":\"pong\"} {}", .json), ("{}", .jsonField),
            ("{\"type\":\"pong\",\"type\":\"pong\"}", .json),
            ("{\"type\":\"ris_message\",\"data\":{\"peer\":\"192.0.2.1\",\"peer\":\"192.0.2.2\"}}", .json),
            ("{\"type\":1}", .jsonField), ("{\"type\":\"ris_message\",\"data\":{}}", .jsonField),
        ] as [(String, MessageError.Code)])
    func damaged(text: String, code: MessageError.Code) {
        #expect {
            try RISLiveDecoder().decode(Array(text.utf8))
        } throws: { ($0 as? MessageError)?.code == code }
    }

    /// A member with a value that it cannot have.
    @Test(
        "damaged fields",
        arguments: [
            "\"path\":[\"x\"]", "\"path\":[-1]", "\"path\":[4294967296]", "\"path\":[1.5]",
            "\"withdrawals\":[\"192.0.2.0\"]",
            "\"withdrawals\":[\"192.0.2.0/33\"]", "\"announcements\":[{\"next_hop\":\"x\"}]", "\"aggregator\":\"1\"",
            "\"med\":\"1\"", "\"raw\":7", "\"origin\":7", "\"timestamp\":\"1\"", "\"timestamp\":1e9",
            "\"timestamp\":-1",
            "\"timestamp\":99999999999999", "\"peer\":\"rrc00\"", "\"peer_asn\":\"x\"",
        ])
    func damagedFields(members: String) {
        #expect {
            try RISLiveDecoder().decode(risMessage(members))
        } throws: { ($0 as? MessageError)?.code == .jsonField }
    }

    @Test("a message longer than allowed") func limits() {
        var limits = RISLiveLimits()
        limits.messageSize = 64
        #expect {
            try RISLiveDecoder(limits: limits).decode(risMessage(Self.fields))
        } throws: { ($0 as? MessageError)?.code == .json }
    }
}

@Suite("RIS Live messages of others", .enabled(if: SharedRoutes.isPresent, "needs ../shared/data"))
struct SharedRISLiveTests {
    /// Seven lines, of which the last lacks a brace: `jq -c .type` (jq 1.6) takes six, `"UPDATE"` once.
    @Test("a recording") func recording() throws {
        let octets = try SharedRoutes.octets("bgpstream/ris-live-stream.json")
        for piece in [1, 100, 1 << 16] {
            let found = try ReadFeed(octets, piece: piece)
            #expect(found.format == .risLive)
            #expect(found.report.records == 7)
            #expect(found.report.faults == [.json: 1])
            #expect(found.report.otherMessages == 4)
            #expect(found.lines == ["A 72.22.223.9 45.161.192.0/23"])
            #expect(found.states.map(\.to) == [.idle])
            guard case .announce(let attributes) = try #require(found.events.first).action else {
                throw UnexpectedEvent()
            }
            #expect(attributes.asPath.origin == 268_481)
            #expect(attributes.asPath.asns.count == 12)
        }
    }
}
