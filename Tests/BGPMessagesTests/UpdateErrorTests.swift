import BGPMessages
import NumberResources
import Testing

/// A message that is wrong in one detail, and what follows from it.
struct UpdateFault: CustomTestStringConvertible {
    let name: String
    let builder: UpdateBuilder
    let code: MessageError.Code
    let handling: MessageError.Handling
    let rule: String
    var encoding = SessionEncoding()

    var testDescription: String { name }

    /// The good message with one more attribute, or with one in place of another.
    static func attribute(
        _ name: String, _ attribute: [UInt8], without left: UInt8? = nil, _ code: MessageError.Code,
        _ handling: MessageError.Handling, _ rule: String, _ encoding: SessionEncoding = SessionEncoding()
    ) -> UpdateFault {
        var attributes: [UInt8] = []
        if left != 1 { attributes += UpdateBuilder.origin }
        if left != 2 { attributes += UpdateBuilder.path(64500) }
        if left != 3 { attributes += UpdateBuilder.nextHop }
        return UpdateFault(
            name: name, builder: UpdateTests.builder(attributes + attribute), code: code, handling: handling,
            rule: rule,
            encoding: encoding)
    }

    static func message(
        _ name: String, _ code: MessageError.Code, _ rule: String, _ change: (inout UpdateBuilder) -> Void
    ) -> UpdateFault {
        var builder = UpdateTests.builder()
        change(&builder)
        return UpdateFault(name: name, builder: builder, code: code, handling: .sessionReset, rule: rule)
    }
}

@Suite("UPDATE, what is wrong with it (RFC 7606)") struct UpdateErrorTests {
    static let attributeFaults: [UpdateFault] = [
        .attribute(
            "ORIGIN of two octets", [0x40, 1, 2, 0, 0], without: 1, .origin, .treatAsWithdraw, "RFC 7606 section 7.1"),
        .attribute("ORIGIN 3", [0x40, 1, 1, 3], without: 1, .origin, .treatAsWithdraw, "RFC 7606 section 7.1"),
        .attribute(
            "no ORIGIN", [], without: 1, .missingAttribute, .treatAsWithdraw, "RFC 7606 section 3"),
        .attribute(
            "a segment of unknown type", [0x40, 2, 6, 9, 1, 0, 0, 0, 1], without: 2, .asPath, .treatAsWithdraw,
            "RFC 7606 section 7.2"),
        .attribute(
            "a segment that is cut off", [0x40, 2, 6, 2, 2, 0, 0, 0, 1], without: 2, .asPath, .treatAsWithdraw,
            "RFC 7606 section 7.2"),
        .attribute(
            "one octet of a segment", [0x40, 2, 1, 2], without: 2, .asPath, .treatAsWithdraw, "RFC 7606 section 7.2"),
        .attribute(
            "a segment without AS numbers", [0x40, 2, 2, 2, 0], without: 2, .asPath, .treatAsWithdraw,
            "RFC 7606 section 7.2"),
        .attribute("no AS_PATH", [], without: 2, .missingAttribute, .treatAsWithdraw, "RFC 7606 section 3"),
        .attribute(
            "NEXT_HOP of 16 octets", UpdateBuilder.attribute(0x40, 3, [UInt8](repeating: 1, count: 16)), without: 3,
            .nextHop, .treatAsWithdraw, "RFC 7606 section 7.3"),
        .attribute("no NEXT_HOP", [], without: 3, .missingAttribute, .treatAsWithdraw, "RFC 7606 section 3"),
        .attribute(
            "MED of two octets", [0x80, 4, 2, 0, 0], .multiExitDiscriminator, .treatAsWithdraw, "RFC 7606 section 7.4"),
        .attribute(
            "LOCAL_PREF of two octets", [0x40, 5, 2, 0, 0], .localPreference, .treatAsWithdraw, "RFC 7606 section 7.5"),
        .attribute(
            "LOCAL_PREF from another AS", [0x40, 5, 4, 0, 0, 0, 1], .localPreference, .attributeDiscard,
            "RFC 7606 section 7.5", SessionEncoding(isExternal: true)),
        .attribute(
            "ATOMIC_AGGREGATE with content", [0x40, 6, 1, 0], .atomicAggregate, .attributeDiscard,
            "RFC 7606 section 7.6"),
        .attribute(
            "AGGREGATOR of two-octet AS numbers", [0xc0, 7, 6, 0, 1, 1, 1, 1, 1], .aggregator, .attributeDiscard,
            "RFC 7606 section 7.7"),
        .attribute(
            "communities of six octets", [0xc0, 8, 6, 0, 1, 0, 1, 0, 1], .communities, .treatAsWithdraw,
            "RFC 7606 section 7.8"),
        .attribute("no community", [0xc0, 8, 0], .communities, .treatAsWithdraw, "RFC 7606 section 7.8"),
        .attribute(
            "ORIGINATOR_ID of two octets", [0x80, 9, 2, 0, 1], .originatorID, .treatAsWithdraw, "RFC 7606 section 7.9"),
        .attribute(
            "ORIGINATOR_ID from another AS", [0x80, 9, 4, 0, 1, 1, 1], .originatorID, .attributeDiscard,
            "RFC 7606 section 7.9", SessionEncoding(isExternal: true)),
        .attribute("no cluster", [0x80, 10, 0], .clusterList, .treatAsWithdraw, "RFC 7606 section 7.10"),
        .attribute(
            "extended communities of seven octets", [0xc0, 16, 7, 0, 2, 0, 0, 0, 0, 1], .extendedCommunities,
            .treatAsWithdraw, "RFC 7606 section 7.14"),
        .attribute(
            "IPv6 extended communities of eight octets", [0xc0, 25, 8, 0, 2, 0, 0, 0, 0, 1, 1],
            .ipv6ExtendedCommunities, .treatAsWithdraw, "RFC 7606 section 7.15"),
        .attribute(
            "large communities of four octets", [0xc0, 32, 4, 0, 0, 0, 1], .largeCommunities, .treatAsWithdraw,
            "RFC 8092 section 6"),
        .attribute("OTC of two octets", [0xc0, 35, 2, 0, 1], .onlyToCustomer, .treatAsWithdraw, "RFC 9234 section 5"),
        .attribute(
            "AS4_PATH that is cut off", [0xc0, 17, 3, 2, 1, 0], .as4Path, .attributeDiscard, "RFC 6793 section 6",
            SessionEncoding(hasFourOctetASNs: false)),
        .attribute(
            "flags of ORIGIN optional", [0xc0, 1, 1, 0], without: 1, .attributeFlags, .treatAsWithdraw,
            "RFC 7606 section 3"),
        .attribute(
            "flags of AGGREGATOR", [0x40, 7, 8, 0, 0, 0, 1, 1, 1, 1, 1], .attributeFlags, .attributeDiscard,
            "RFC 7606 section 3"),
        .attribute(
            "ORIGIN twice", [0x40, 1, 1, 1], .duplicateAttribute, .attributeDiscard, "RFC 7606 section 3"),
        .attribute(
            "attributes that are cut off", [0xc0, 8, 40, 0, 1], .attributeLength, .treatAsWithdraw,
            "RFC 7606 section 4"),
        .attribute("two octets of an attribute", [0xc0, 8], .attributeLength, .treatAsWithdraw, "RFC 7606 section 4"),
        .attribute(
            "unknown and well-known", [0x40, 99, 1, 0], .attributeFlags, .treatAsWithdraw, "RFC 4271 section 6.3"),
    ]

    @Test("What is malformed withdraws the routes or is left out", arguments: attributeFaults)
    func attribute(fault: UpdateFault) throws {
        var encoding = fault.encoding
        var builder = fault.builder
        if !encoding.hasFourOctetASNs {
            builder.attributes = []
            builder.attributes += UpdateBuilder.origin + UpdateBuilder.attribute(0x40, 2, [2, 1, 0, 1])
            builder.attributes += UpdateBuilder.nextHop + [0xc0, 17, 3, 2, 1, 0]
            encoding.addPath = []
        }
        let update = try BGPUpdate(decoding: builder.message.span, encoding)
        let found = try #require(update.faults.first { $0.code == fault.code }, "\(update.faults)")
        #expect(found.handling == fault.handling)
        #expect(found.rule == fault.rule)
        #expect(builder.message.indices.contains(found.offset) || found.offset == builder.message.count)
        #expect(update.isTreatedAsWithdraw == (fault.handling == .treatAsWithdraw))
        #expect(update.withdrawn.isEmpty == (fault.handling == .attributeDiscard))
        #expect(update.announced.isEmpty == (fault.handling == .treatAsWithdraw))
    }

    @Test("The first of two attributes counts")
    func firstCounts() throws {
        let builder = UpdateTests.builder(UpdateTests.good + [0x40, 1, 1, 1])
        #expect(try BGPUpdate(decoding: builder.message.span).attributes.origin == .igp)
    }

    static let messageFaults: [UpdateFault] = [
        .message("withdrawn routes that are cut off", .withdrawnLength, "RFC 4271 section 6.3") {
            $0.withdrawnLength = 4_000
        },
        .message("attributes that are longer than the message", .attributesLength, "RFC 4271 section 6.3") {
            $0.attributesLength = 4_000
        },
        .message("a prefix of 33 bits", .prefix, "RFC 7606 section 5.3") { $0.announced = [33, 1, 2, 3, 4, 5] },
        .message("a prefix that is cut off", .prefix, "RFC 7606 section 5.3") { $0.withdrawn = [24, 1, 2] },
        .message("an IPv6 prefix of 129 bits", .prefix, "RFC 7606 section 5.3") {
            $0.attributes += UpdateBuilder.attribute(0x80, 15, [0, 2, 1, 129] + [UInt8](repeating: 0, count: 17))
        },
        .message("a next hop of 12 octets", .multiprotocolReach, "RFC 7606 section 7.11") {
            $0.attributes += UpdateBuilder.attribute(0x80, 14, [0, 2, 1, 12] + [UInt8](repeating: 0, count: 14))
        },
        .message("a next hop that is cut off", .multiprotocolReach, "RFC 7606 section 7.11") {
            $0.attributes += UpdateBuilder.attribute(0x80, 14, [0, 2, 1, 16, 0, 0, 0])
        },
        .message("MP_UNREACH_NLRI of two octets", .multiprotocolUnreach, "RFC 7606 section 7.12") {
            $0.attributes += UpdateBuilder.attribute(0x80, 15, [0, 2])
        },
        .message("MP_REACH_NLRI twice", .duplicateAttribute, "RFC 7606 section 3") {
            let reach = UpdateBuilder.attribute(0x80, 14, [0, 1, 1, 4, 1, 1, 1, 1, 0, 8, 10])
            $0.attributes += reach + reach
        },
        .message("a malformed attribute and no route", .origin, "RFC 7606 section 5.2") {
            $0.attributes = [0x40, 1, 1, 9]
            $0.announced = []
        },
    ]

    @Test("What cannot be distinguished into routes resets a session", arguments: messageFaults)
    func message(fault: UpdateFault) {
        let error = #expect(throws: MessageError.self) { try BGPUpdate(decoding: fault.builder.message.span) }
        #expect(error?.code == fault.code)
        #expect(error?.handling == .sessionReset)
        #expect(error?.rule == fault.rule)
    }

    @Test("The header is checked first (RFC 4271 section 6.1)")
    func header() {
        let good = UpdateTests.builder().message
        func code(_ change: (inout [UInt8]) -> Void) -> MessageError.Code? {
            var message = good
            change(&message)
            do throws(MessageError) {
                _ = try BGPUpdate(decoding: message.span)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code { $0[3] = 0 } == .marker)
        #expect(code { $0[17] = 18 } == .messageLength)
        #expect(code { $0[16] = 200 } == .messageLength)
        #expect(code { $0[18] = 9 } == .messageType)
        #expect(code { $0[18] = 4 } == .messageLength)
        #expect(code { $0 = Array($0[..<18]) } == .messageLength)
        #expect(code { $0 += [1, 2, 3] } == nil)
    }
}
