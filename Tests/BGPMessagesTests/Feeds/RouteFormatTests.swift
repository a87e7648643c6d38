import BGPMessages
import NumberResources
import TestSupport
import Testing

@Suite("Formats of route files") struct RouteFormatTests {
    @Test(
        "told from the first octets",
        arguments: [
            (BMPBytes.peerUp(BMPBytes.peer()), .bmp), (BMPBytes.message(4, [], version: 4), .bmp),
            (CaptureBytes.pcap([]), .capture), (CaptureBytes.pcapng([]), .capture),
            (Array("{\"type\":\"ris_message\",\"data\":{}}".utf8), .risLive), (Array(" \n{\"type\":1".utf8), .risLive),
            (Array(": hello\n\ndata: {}\n".utf8), .risLive), (Array("event: message\n".utf8), .risLive),
            (Array("{\"messages\":[],\"data\":{}}".utf8), .ripeStat),
            (Array("{\"data\":{\"updates\":[".utf8), .ripeStat),
            (Array("{\"data\":{\"timestamp\":1".utf8), .risLive),
            // The first octets of records of 2015 and of no format at all.
            ([0x55, 0x19, 0xdf, 0x80, 0, 16, 0, 4, 0, 0, 0, 60], .mrt), ([], .mrt), ([3, 0, 0], .mrt),
            // Times that look like text: `:` in 2000, `id:` in 2026.
            ([0x3a, 0x03, 0x65, 0x3a, 0, 16, 0, 1, 0, 0, 0, 35], .mrt),
            ([0x69, 0x64, 0x3a, 0x20, 0, 17, 0, 4, 0, 0, 0, 90], .mrt), (Array("id: 7\nevent: x\n".utf8), .risLive),
        ] as [([UInt8], RouteFormat)])
    func format(head: [UInt8], format: RouteFormat) {
        #expect(RouteFormat(head: head.span) == format)
    }

    @Test("the views of a monitored router that are asked for") func views() throws {
        let peer = BMPBytes.peer()
        let stream =
            BMPBytes.peerUp(peer) + BMPBytes.announcement(peer) + BMPBytes.announcement(BMPBytes.peer(flags: 0x40))
        #expect(try ReadFeed(stream).events.count == 2)
        #expect(try ReadFeed(stream, views: [.postPolicy]).events.count == 1)
    }

    @Test("a recording of BMP keeps the order of routes and states") func recording() throws {
        let peer = BMPBytes.peer()
        var stream = BMPBytes.peerUp(peer) + BMPBytes.announcement(peer) + BMPBytes.message(2, peer + [4])
        stream += BMPBytes.peerUp(peer, port: 180) + BMPBytes.announcement(peer)
        var reader = try RouteReader(
            now: bmpNow,
            chunks: {
                defer { stream = [] }; return stream.isEmpty ? nil : stream
            })
        #expect(reader.format == .bmp)
        var batch = RouteBatch()
        var order: [String] = []
        while try reader.next(into: &batch) {
            order += batch.events.map { _ in "route" }
            order += batch.stateChanges.map { $0.to == .established ? "up" : "down" }
        }
        #expect(order == ["up", "route", "down", "up", "route"])
    }

    @Test("noise is refused in one line") func noise() {
        #expect(throws: RouteReadError.self) { try ReadFeed(Array("{\"type\":\"ris_message\",\"data\":7}".utf8)) }
        #expect(throws: RouteReadError.self) {
            try ReadFeed([3, 0, 0, 0, 6, 4, 9, 9, 9, 9, 9, 9].dropFirst(6) + [0xff])
        }
    }

    @Test("the octets may fail at any time") func inputFails() {
        struct Broken: Error {}
        var reader = try? RouteReader(now: bmpNow) { Array("{\"type\":\"pong\"}\n".utf8) }
        #expect(reader?.format == .risLive)
        reader = nil
        #expect(throws: RouteReadError.self) { _ = try RouteReader(now: bmpNow) { throw Broken() } }
    }
}
