import BGPMessages
import NumberResources
import Testing

@Suite("OPEN and the smaller messages") struct OpenMessageTests {
    static func open(_ parameters: [UInt8], version: UInt8 = 4, length: UInt8? = nil) -> [UInt8] {
        UpdateBuilder.message(
            1, [version, 0x5b, 0xa0, 0, 180, 192, 0, 2, 1, length ?? UInt8(parameters.count)] + parameters)
    }

    static let capabilities: [UInt8] =
        [1, 4, 0, 1, 0, 1] + [1, 4, 0, 2, 0, 1] + [6, 0] + [9, 1, 3] + [65, 4, 0, 3, 0x0d, 0x40]
        + [69, 8, 0, 1, 1, 3, 0, 2, 1, 1] + [200, 2, 1, 2]

    @Test("Capabilities that change how a session is read are told")
    func capabilities() throws {
        let open = try OpenMessage(
            decoding: Self.open([2, UInt8(Self.capabilities.count)] + Self.capabilities).span)
        #expect(open.asn == 200_000)
        #expect(open.holdTime == 180)
        #expect(open.families == [.ipv4Unicast, .ipv6Unicast])
        #expect(open.hasExtendedMessages)
        #expect(open.role == .customer)
        #expect(open.addPath == [.ipv4Unicast: .both, .ipv6Unicast: .receive])
        #expect(open.capabilities == [1, 1, 6, 9, 65, 69, 200])
    }

    @Test("Parameters may have lengths of two octets (RFC 9072)")
    func extendedParameters() throws {
        let parameters: [UInt8] = [2, 0, 6, 65, 4, 0, 3, 0x0d, 0x40]
        let message = Self.open([255, 0, UInt8(parameters.count)] + parameters, length: 255)
        #expect(try OpenMessage(decoding: message.span).asn == 200_000)
    }

    @Test("A session has what both ends can")
    func session() throws {
        func open(_ mode: UInt8, _ more: [UInt8] = [65, 4, 0, 0, 0, 1]) throws -> OpenMessage {
            let capabilities = more + [69, 4, 0, 1, 1, mode]
            return try OpenMessage(decoding: Self.open([2, UInt8(capabilities.count)] + capabilities).span)
        }
        #expect(SessionEncoding(from: try open(2), to: try open(1)).addPath == .ipv4Unicast)
        #expect(SessionEncoding(from: try open(1), to: try open(3)).addPath == [])
        #expect(SessionEncoding(from: try open(3), to: try open(2)).addPath == [])
        #expect(SessionEncoding(from: try open(3), to: try open(3)).hasFourOctetASNs)
        #expect(!SessionEncoding(from: try open(3), to: try open(3, [6, 0])).hasFourOctetASNs)
        #expect(!SessionEncoding(from: try open(3), to: try open(3)).allowsExtendedMessages)
        #expect(SessionEncoding(from: try open(3), to: try open(3)).isExternal == false)
    }

    @Test(
        "What lies about its length is refused",
        arguments: [
            (open([], version: 3), .open), (open([2, 0], length: 1), .open), (open([2, 0], length: 3), .open),
            (open([2]), .open), (open([2, 3, 6, 0]), .open), (open([2, 1, 6]), .capability),
            (open([2, 3, 65, 4, 0]), .capability), (open([2, 3, 65, 1, 0]), .capability),
            (open([2, 5, 69, 3, 0, 1, 1]), .capability),
        ] as [([UInt8], MessageError.Code)])
    func lies(message: [UInt8], code: MessageError.Code) {
        let error = #expect(throws: MessageError.self) { try OpenMessage(decoding: message.span) }
        #expect(error?.code == code)
    }

    @Test("NOTIFICATION, ROUTE-REFRESH and KEEPALIVE")
    func others() throws {
        let notification = try NotificationMessage(decoding: UpdateBuilder.message(3, [6, 2, 1, 65]).span)
        #expect((notification.code, notification.subcode) == (6, 2))
        #expect(notification.data == [1, 65])
        let refresh = try RouteRefreshMessage(decoding: UpdateBuilder.message(5, [0, 2, 1, 1]).span)
        #expect(refresh.family == .ipv6Unicast)
        #expect(refresh.subtype == 1)
        #expect(try BGPMessageHeader(decoding: UpdateBuilder.message(4, []).span).kind == .keepalive)
    }
}
