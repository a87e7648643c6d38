import BGPMessages
import Testing

@Suite("Flags of path attributes (RFC 4271 section 4.3, RFC 7606 section 3)") struct AttributeFlagTests {
    /// An attribute that is right but for its flags: the flags that it must have, its type and its content.
    private static let optional: [(flags: UInt8, type: UInt8, value: [UInt8])] = [
        (0x80, 4, [0, 0, 0, 1]), (0x80, 9, [0, 1, 1, 1]), (0x80, 10, [0, 1, 1, 1]),
        (0xc0, 7, [0, 0, 0, 1, 1, 1, 1, 1]), (0xc0, 8, [0, 1, 0, 1]), (0xc0, 16, [0, 2, 0, 0, 0, 0, 0, 1]),
        (0xc0, 25, [0, 2] + [UInt8](repeating: 0, count: 18)), (0xc0, 32, [UInt8](repeating: 1, count: 12)),
        (0xc0, 35, [0, 0, 0, 1]),
    ]

    private func faults(_ flags: UInt8, _ type: UInt8, _ value: [UInt8]) throws -> [MessageError] {
        let builder = UpdateTests.builder(UpdateTests.good + UpdateBuilder.attribute(flags, type, value))
        return try BGPUpdate(decoding: builder.message.span).faults
    }

    @Test("The Optional and the Transitive bit are those of the type, each of them", arguments: optional.indices)
    func bits(index: Int) throws {
        let (right, type, value) = Self.optional[index]
        for flags in [UInt8(0x00), 0x40, 0x80, 0xc0] {
            let found = try faults(flags, type, value)
            if flags == right {
                #expect(found.isEmpty, "\(found)")
            } else {
                let discards = type == 7
                #expect(found.map(\.code) == [.attributeFlags], "flags \(flags)")
                #expect(found.map(\.handling) == [discards ? .attributeDiscard : .treatAsWithdraw])
                #expect(found.map(\.rule) == ["RFC 7606 section 3"])
            }
        }
    }

    @Test("The Partial bit, that of an extended length and the four that mean nothing are no fault")
    func others() throws {
        for flags in [UInt8(0xe0), 0xd0, 0xf0, 0xcf] {
            let found = try faults(flags, 8, [0, 1, 0, 1])
            #expect(found.isEmpty, "flags \(flags): \(found)")
        }
    }

    @Test("Well-known attributes are not optional, and are transitive", arguments: [UInt8(0x00), 0x80, 0xc0])
    func wellKnown(flags: UInt8) throws {
        let builder = UpdateTests.builder([flags, 1, 1, 0] + UpdateBuilder.path(64500) + UpdateBuilder.nextHop)
        let update = try BGPUpdate(decoding: builder.message.span)
        #expect(update.faults.contains { $0.code == .attributeFlags })
        #expect(update.isTreatedAsWithdraw)
    }
}
