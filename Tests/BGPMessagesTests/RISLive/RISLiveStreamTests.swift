import BGPMessages
import NumberResources
import Testing

private func line(_ id: String, at time: String) -> [UInt8] {
    Array(
        """
        {"type":"ris_message","data":{"timestamp":\(time),"peer":"192.0.2.1","peer_asn":"64500","id":"\(id)",\
        "host":"rrc00","type":"KEEPALIVE"}}

        """.utf8)
}

private func at(_ seconds: UInt32) -> BGPTime {
    BGPTime(seconds: seconds)
}

@Suite("RIS Live stream") struct RISLiveStreamTests {
    /// A stream that is connected at second 100.
    private static func connected(canPing: Bool = false, _ change: (inout RISLiveLimits) -> Void = { _ in })
        -> RISLiveStream
    {
        var limits = RISLiveLimits()
        change(&limits)
        var stream = RISLiveStream(limits: limits, canPing: canPing)
        stream.connected(at: at(100))
        return stream
    }

    @Test("lines and server-sent events, in pieces of any size", arguments: [false, true])
    func framing(isSSE: Bool) {
        var octets = [UInt8]()
        for id in ["a", "b", "c"] {
            octets +=
                isSSE
                ? Array(": keep\r\nevent: m\r\nid: 7\r\ndata: ".utf8) + line(id, at: "1.5") + [0x0a]
                : line(id, at: "1.5")
        }
        octets += [0x0a, 0x0d, 0x0a]
        for size in 1...octets.count {
            var stream = Self.connected()
            var events: [RISLiveEvent] = []
            for start in stride(from: 0, to: octets.count, by: size) {
                events += stream.receive(Array(octets[start..<min(start + size, octets.count)]), at: at(101))
            }
            #expect(events.count == 3, "pieces of \(size)")
            #expect(stream.messages == 3)
        }
    }

    @Test("data of one event may be in several lines") func manyDataLines() {
        var stream = Self.connected()
        let events = stream.receive(Array("data: {\"type\":\ndata:\"pong\"}\n\n".utf8), at: at(101))
        #expect(events == [.reply(.pong)])
    }

    @Test("payloads of a WebSocket are the same messages") func webSocket() {
        var stream = Self.connected(canPing: true)
        #expect(stream.receive(message: line("a", at: "1.5").dropLast(), at: at(101)).count == 1)
    }

    @Test("a line that is no message, or too long a one, costs itself") func faults() {
        var stream = Self.connected { $0.messageSize = 300 }
        var octets = Array("no JSON\n".utf8) + line("a", at: "1")
        octets += Array(repeating: UInt8(ascii: "{"), count: 1_000) + [0x0a] + line("b", at: "2")
        for size in [7, 100, octets.count] {
            stream = Self.connected { $0.messageSize = 300 }
            for start in stride(from: 0, to: octets.count, by: size) {
                _ = stream.receive(Array(octets[start..<min(start + size, octets.count)]), at: at(101))
            }
            #expect(stream.messages == 2)
            #expect(stream.faults.values.reduce(0, +) == 2)
        }
        #expect(stream.faults[.json] != nil)
    }

    @Test("after a new connection no message counts twice, and what was missed is told") func resumption() {
        var stream = Self.connected()
        let first = stream.receive(line("a", at: "101.5") + line("b", at: "102.5"), at: at(103))
        #expect(first.count == 2)
        _ = stream.disconnected(at: at(110), randomness: 0)
        #expect(stream.receive(line("x", at: "1"), at: at(111)).isEmpty)
        stream.connected(at: at(120))
        let second = stream.receive(
            line("b", at: "102.5") + line("c", at: "121.25") + line("d", at: "122"), at: at(122))
        guard second.count == 3, case .gap(let from, let to) = second[0] else {
            Issue.record("\(second)")
            return
        }
        #expect(from == BGPTime(seconds: 102, fraction: 500_000))
        #expect(to == BGPTime(seconds: 121, fraction: 250_000))
        #expect(stream.duplicates == 1)
        #expect(stream.messages == 4)
    }

    @Test("a gap is one gap over several attempts, and begins with the connection where no message came") func oneGap()
    {
        var stream = Self.connected()
        _ = stream.disconnected(at: at(110), randomness: 0)
        stream.connected(at: at(111))
        _ = stream.disconnected(at: at(112), randomness: 0)
        stream.connected(at: at(120))
        let events = stream.receive(line("a", at: "121"), at: at(121))
        #expect(events.first == .gap(from: at(100), to: at(121)))
    }

    @Test("each attempt waits twice as long, up to a limit, by chance a little less; a message starts it anew")
    func backOff() {
        var stream = RISLiveStream()
        var waits: [Double] = []
        for _ in 0..<11 {
            if case .reconnect(let wait) = stream.disconnected(at: at(1), randomness: 1) { waits.append(wait) }
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        #expect(stream.disconnected(at: at(1), randomness: 0) == .reconnect(after: 150))
        stream.connected(at: at(2))
        _ = stream.receive(line("a", at: "1"), at: at(3))
        #expect(stream.disconnected(at: at(4), randomness: 1) == .reconnect(after: 1))
    }

    @Test("silence: a WebSocket is asked first, and then given up; any octet is a sign of life") func silence() {
        var stream = Self.connected(canPing: true)
        #expect(stream.check(at: at(129), randomness: 0) == nil)
        #expect(stream.check(at: at(130), randomness: 0) == .send(RISLiveSubscription.ping))
        #expect(stream.check(at: at(140), randomness: 0) == nil)
        _ = stream.receive(Array(":\n".utf8), at: at(150))
        #expect(stream.check(at: at(170), randomness: 0) == nil)
        #expect(stream.check(at: at(180), randomness: 0) == .send(RISLiveSubscription.ping))
        #expect(stream.check(at: at(210), randomness: 1) == .reconnect(after: 1))
        #expect(stream.check(at: at(300), randomness: 0) == nil)
    }

    @Test("identifiers are remembered up to a limit") func remembered() {
        var stream = Self.connected { $0.rememberedMessages = 2 }
        _ = stream.receive(["a", "b", "c", "c", "a"].flatMap { line($0, at: "1") }, at: at(101))
        #expect(stream.messages == 4)
        #expect(stream.duplicates == 1)
    }
}

@Suite("RIS Live subscriptions") struct RISLiveSubscriptionTests {
    @Test("every condition, as the manual writes it") func everything() {
        var subscription = RISLiveSubscription()
        subscription.collector = "rrc21"
        subscription.requiredMember = "announcements"
        subscription.peer = IPAddress("2001:db8::1")
        subscription.path = "^64500,64501$"
        subscription.prefixes = ["192.0.2.0/24"].compactMap { IPPrefix($0) }
        #expect(
            subscription.message == """
                {"type":"ris_subscribe","data":{"host":"rrc21","type":"UPDATE","require":"announcements",\
                "peer":"2001:db8::1","path":"^64500,64501$","prefix":"192.0.2.0/24","moreSpecific":true,\
                "lessSpecific":false,"socketOptions":{"includeRaw":true,"acknowledge":true}}}
                """)
        #expect(subscription.cancellation.hasPrefix("{\"type\":\"ris_unsubscribe\",\"data\":{\"host\""))
        subscription = RISLiveSubscription()
        subscription.type = nil
        subscription.includesRaw = false
        subscription.prefixes = ["192.0.2.0/24", "2001:db8::/32"].compactMap { IPPrefix($0) }
        subscription.includesMoreSpecific = false
        #expect(
            subscription.header == """
                {"prefix":["192.0.2.0/24","2001:db8::/32"],"moreSpecific":false,"lessSpecific":false,\
                "socketOptions":{"includeRaw":false}}
                """)
    }

    @Test("what an operator writes cannot break out of the text or the header field") func escapes() {
        var subscription = RISLiveSubscription()
        subscription.type = nil
        subscription.path = "a\"b\\c\r\nX: y\u{e9}\u{1f600}"
        #expect(
            subscription.header
                == "{\"path\":\"a\\\"b\\\\c\\u000d\\u000aX: y\\u00e9\\ud83d\\ude00\",\"socketOptions\":{\"includeRaw\":true}}"
        )
        #expect(RISLiveSubscription.target(client: "a b/ü~") == "/v1/stream/?format=json&client=a%20b%2F%C3%BC~")
        #expect(RISLiveSubscription.target(client: "x", isWebSocket: true) == "/v1/ws/?client=x")
    }
}
