import NIOCore
import NumberResources
@_spi(Fuzzing) import RPKIToRouter
import TestSupport
import Testing
import ValidatedPayloads

@Suite struct PDUCodingTests {
    private static let timers = RTRTimers(refresh: 3_600, retry: 600, expire: 7_200)

    /// The octets that RFC 8210 section 5 and draft-ietf-sidrops-8210bis section 5.12 draw.
    static let layouts: [(PDU, ProtocolVersion, [UInt8])] = [
        (.serialNotify(session: 0x1234, serial: 5), .one, [1, 0, 0x12, 0x34, 0, 0, 0, 12, 0, 0, 0, 5]),
        (
            .serialQuery(session: 0x1234, serial: 0xffff_ffff), .zero,
            [0, 1, 0x12, 0x34, 0, 0, 0, 12, 255, 255, 255, 255]
        ),
        (.resetQuery, .two, [2, 2, 0, 0, 0, 0, 0, 8]),
        (.cacheResponse(session: 0x1234), .one, [1, 3, 0x12, 0x34, 0, 0, 0, 8]),
        (
            .prefix(Samples.vrp("192.0.2.0/24", 26), .announce), .one,
            [1, 4, 0, 0, 0, 0, 0, 20, 1, 24, 26, 0, 192, 0, 2, 0, 0, 0, 0xfb, 0xf0]
        ),
        (
            .prefix(Samples.vrp("2001:db8::/32", 48), .withdraw), .zero,
            [
                0, 6, 0, 0, 0, 0, 0, 32, 0, 32, 48, 0, 0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                0xfb, 0xf0,
            ]
        ),
        (.endOfData(session: 1, serial: 2, timers: nil), .zero, [0, 7, 0, 1, 0, 0, 0, 12, 0, 0, 0, 2]),
        (
            .endOfData(session: 1, serial: 2, timers: timers), .one,
            [1, 7, 0, 1, 0, 0, 0, 24, 0, 0, 0, 2, 0, 0, 0x0e, 0x10, 0, 0, 2, 0x58, 0, 0, 0x1c, 0x20]
        ),
        (.cacheReset, .one, [1, 8, 0, 0, 0, 0, 0, 8]),
        (
            .routerKey(Samples.key(64_496), .announce), .one,
            [1, 9, 1, 0, 0, 0, 0, 35] + [UInt8](repeating: 7, count: 20) + [0, 0, 0xfb, 0xf0, 0x30, 1, 7]
        ),
        (
            .errorReport(ErrorReport(.corruptData, pdu: [1, 2, 3], text: "no")), .one,
            [1, 10, 0, 0, 0, 0, 0, 21, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 2, 0x6e, 0x6f]
        ),
        (
            .aspa(Samples.aspa(64_496, 1, 2)), .two,
            [2, 11, 1, 0, 0, 0, 0, 20, 0, 0, 0xfb, 0xf0, 0, 0, 0, 1, 0, 0, 0, 2]
        ),
        (.aspaWithdrawal(customer: 64_496), .two, [2, 11, 0, 0, 0, 0, 0, 12, 0, 0, 0xfb, 0xf0]),
    ]

    @Test("Each PDU has the octets of the standard, and is read back", arguments: layouts)
    func layout(pdu: PDU, version: ProtocolVersion, octets: [UInt8]) throws {
        #expect(Samples.octets(pdu, version) == octets)
        var buffer = ByteBuffer(bytes: octets)
        #expect(try Samples.pdus(&buffer, version) == [pdu])
        #expect(buffer.readableBytes == 0)
    }

    @Test("A PDU is awaited until its last octet is there", arguments: layouts)
    func incomplete(pdu: PDU, version: ProtocolVersion, octets: [UInt8]) throws {
        for count in 0..<octets.count {
            var buffer = ByteBuffer(bytes: octets.prefix(count))
            #expect(try Samples.pdus(&buffer, version).isEmpty)
            #expect(buffer.readableBytes == count)
        }
    }

    @Test("Reserved octets and bits are ignored (RFC 8210 section 5.1)")
    func reserved() throws {
        var buffer = ByteBuffer(bytes: [1, 4, 9, 9, 0, 0, 0, 20, 0xff, 24, 26, 7, 192, 0, 2, 0, 0, 0, 0xfb, 0xf0])
        #expect(try Samples.pdus(&buffer, .one) == [.prefix(Samples.vrp("192.0.2.0/24", 26), .announce)])
    }

    @Test("Intervals beyond their ranges count as the nearest within")
    func intervals() throws {
        var buffer = ByteBuffer(
            bytes: [1, 7, 0, 1, 0, 0, 0, 24, 0, 0, 0, 2, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0])
        guard case .endOfData(_, _, let timers?) = try #require(try Samples.pdus(&buffer, .one).first) else {
            Issue.record("no End of Data")
            return
        }
        #expect(timers.refresh == 86_400)
        #expect(timers.retry == 1)
        #expect(timers.expire == 600)
    }

    static let faults: [(String, ProtocolVersion, [UInt8], RTRErrorCode)] = [
        ("length 0", .one, [1, 2, 0, 0, 0, 0, 0, 0], .corruptData),
        ("length 7", .one, [1, 2, 0, 0, 0, 0, 0, 7], .corruptData),
        ("a Reset Query with a body", .one, [1, 2, 0, 0, 0, 0, 0, 12], .corruptData),
        ("a Serial Query without a serial", .one, [1, 1, 0, 0, 0, 0, 0, 8], .corruptData),
        ("4 GiB", .one, [1, 10, 0, 0, 255, 255, 255, 255], .corruptData),
        ("65,536 octets", .one, [1, 10, 0, 0, 0, 1, 0, 0], .corruptData),
        ("End of Data of version 1 as in version 0", .one, [1, 7, 0, 0, 0, 0, 0, 12], .corruptData),
        ("End of Data of version 0 as in version 1", .zero, [0, 7, 0, 0, 0, 0, 0, 24], .corruptData),
        ("prefix length 33", .one, [1, 4, 0, 0, 0, 0, 0, 20, 1, 33, 33, 0, 0, 0, 0, 0, 0, 0, 0, 1], .corruptData),
        ("maximum length 33", .one, [1, 4, 0, 0, 0, 0, 0, 20, 1, 24, 33, 0, 192, 0, 2, 0, 0, 0, 0, 1], .corruptData),
        (
            "maximum length below", .one, [1, 4, 0, 0, 0, 0, 0, 20, 1, 24, 23, 0, 192, 0, 2, 0, 0, 0, 0, 1],
            .corruptData
        ),
        (
            "bits after the prefix", .one, [1, 4, 0, 0, 0, 0, 0, 20, 1, 24, 24, 0, 192, 0, 2, 1, 0, 0, 0, 1],
            .corruptData
        ),
        ("type 5", .one, [1, 5, 0, 0, 0, 0, 0, 8], .unsupportedType),
        ("type 255", .two, [2, 255, 0, 0, 0, 0, 0, 8], .unsupportedType),
        ("a router key in version 0", .zero, [0, 9, 1, 0, 0, 0, 0, 35], .unsupportedType),
        ("an ASPA in version 1", .one, [1, 11, 1, 0, 0, 0, 0, 16], .unsupportedType),
        ("an ASPA without providers", .two, [2, 11, 1, 0, 0, 0, 0, 12, 0, 0, 0, 1], .providerList),
        ("a withdrawn ASPA with providers", .two, [2, 11, 0, 0, 0, 0, 0, 16, 0, 0, 0, 1, 0, 0, 0, 2], .providerList),
        (
            "providers out of order", .two, [2, 11, 1, 0, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 2],
            .providerList
        ),
        ("a provider twice", .two, [2, 11, 1, 0, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 3], .providerList),
        ("AS 0 among providers", .two, [2, 11, 1, 0, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3], .providerList),
        ("half a provider", .two, [2, 11, 1, 0, 0, 0, 0, 18, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0], .corruptData),
        (
            "an Error Report whose parts are longer than it", .one,
            [1, 10, 0, 0, 0, 0, 0, 16, 0, 0, 0, 9, 0, 0, 0, 0], .corruptData
        ),
    ]

    @Test("What is no PDU is refused with the code of the standard", arguments: faults)
    func refused(what: String, version: ProtocolVersion, octets: [UInt8], code: RTRErrorCode) {
        var buffer = ByteBuffer(bytes: octets)
        let error = #expect(throws: PDUError.self) { _ = try Samples.pdus(&buffer, version) }
        #expect(error?.code == code, "\(what)")
        #expect(error?.isErrorReport == (octets[1] == 10))
        #expect(error.map { octets.starts(with: $0.pdu) && $0.pdu.count >= 8 } ?? false)
    }

    @Test("AS 0 alone says that there is no provider")
    func noProvider() throws {
        var buffer = ByteBuffer(bytes: [2, 11, 1, 0, 0, 0, 0, 16, 0, 0, 0, 1, 0, 0, 0, 0])
        #expect(try Samples.pdus(&buffer, .two) == [.aspa(Samples.aspa(1, 0))])
        #expect(Samples.octets(.aspa(Samples.aspa(1, 0, 5)), .two).count == 16)
    }

    @Test("Payloads that a version has no PDU for are left out")
    func leftOut() {
        #expect(Samples.octets(.routerKey(Samples.key(1), .announce), .zero).isEmpty)
        #expect(Samples.octets(.aspa(Samples.aspa(1, 2)), .one).isEmpty)
        #expect(Samples.octets(.aspaWithdrawal(customer: 1), .one).isEmpty)
    }

    @Test("Whatever octets come, both ends go on or end the connection")
    func random() {
        var generator = SeededGenerator(1)
        for _ in 0..<10_000 {
            var octets = [UInt8](repeating: 0, count: Int.random(in: 0...80, using: &generator))
            for index in octets.indices { octets[index] = UInt8.random(in: 0...255, using: &generator) }
            if octets.count >= 8 {
                octets[1] = UInt8.random(in: 0...11, using: &generator)
                octets.replaceSubrange(4..<8, with: [0, 0, 0, UInt8.random(in: 0...80, using: &generator)])
            }
            RTRFuzzing.check(octets)
        }
    }
}
