import BGPMessages
import NumberResources
import PacketCaptures
import TestSupport
import Testing

@Suite("Captures at the boundaries of their numbers") struct CaptureBoundaryTests {
    typealias Segment = CaptureBytes.Segment

    static let stream = BMPCaptureTests.stream

    /// The sequence number of the first segment, and how far ahead of what is expected another one is.
    static let places: [(UInt32, UInt32)] = [0, 1, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, .max].flatMap { first in
        ([1, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, .max] as [UInt32]).map { (first, $0) }
    }

    @Test("a segment at any distance ends nothing, and what is expected goes on", arguments: places)
    func distance(first: UInt32, ahead: UInt32) throws {
        let half = 50
        let segments = [
            Segment(sequence: first, data: Array(Self.stream[..<half])),
            Segment(sequence: first &+ UInt32(half) &+ ahead, data: [1, 2, 3]),
            Segment(sequence: first &+ UInt32(half), data: Array(Self.stream[half...])),
        ]
        let found = try BMPCaptureTests.read(segments)
        #expect(found.events.count == 2)
    }

    @Test("a segment exactly half of all numbers ahead is a gap") func half() throws {
        let end = UInt32(1_000 + Self.stream.count)
        let message = BMPBytes.announcement(BMPBytes.peer())
        let segments = BMPCaptureTests.segments() + [Segment(sequence: end &+ 0x8000_0000, data: message)]
        let found = try BMPCaptureTests.read(segments)
        #expect(found.events.count == 3)
        #expect(found.report.faults == [.captureGap: 1])
        #expect(found.report.describedFaults.first?.detail.hasPrefix("2147483648 octets") == true)
    }

    @Test(
        "a capture that ended the reader: one segment half of all numbers ahead is a gap",
        .enabled(if: SharedRoutes.isPresent, "needs ../shared/data"))
    func shared() throws {
        let octets = try SharedRoutes.octets("../hostile/tcp-seq-half.pcap")
        let found = try ReadFeed(octets)
        #expect(found.report.faults == [.captureGap: 1])
        #expect(found.report.records == 1)
    }

    @Test("times of pcapng at their ends", arguments: [0, 1, UInt64.max / 2, UInt64.max] as [UInt64])
    func times(ticks: UInt64) throws {
        for resolution in [0, 6, 9, 18, 127, 128, 191, 255] as [UInt8] {
            for offset in [0, 1, .max, 1 << 63] as [UInt64] {
                let file = CaptureBytes.pcapng(
                    BMPCaptureTests.segments().map { CaptureBytes.ethernet(CaptureBytes.ipv4(CaptureBytes.tcp($0))) },
                    ticks: ticks, resolution: resolution, offset: offset)
                let found = try ReadFeed(file)
                #expect(found.events.count == 2)
                var writer = RouteEventWriter(.json)
                for event in found.events {
                    writer.write(event)
                    #expect((0..<1_000_000).contains(event.time.fraction))
                }
            }
        }
    }

    @Test("flows that are closed, and those without BMP, leave their places to others") func room() throws {
        var limits = RouteFeedReader.Limits()
        limits.capture.flows = 4
        var segments: [Segment] = []
        for port in 1...20 as ClosedRange<UInt16> {
            segments.append(Segment(sequence: 1, sourcePort: port, data: Array("SSH-2.0\r\n".utf8)))
        }
        segments += BMPCaptureTests.segments(port: 100)
        for port in 200...220 as ClosedRange<UInt16> {
            segments += BMPCaptureTests.segments(port: port)
            segments.append(Segment(sequence: UInt32(1_000 + Self.stream.count), flags: 0x11, sourcePort: port))
        }
        let file = CaptureBytes.pcap(segments.map { CaptureBytes.ethernet(CaptureBytes.ipv4(CaptureBytes.tcp($0))) })
        let found = try ReadFeed(file, limits: limits)
        #expect(found.report.faults.isEmpty)
        #expect(found.events.count == 2 * 22)
    }

    @Test("a moment has a second and a fraction however far away it is")
    func moments() {
        for microseconds in [Int64.min, .min + 1, -1_000_000, -1, 0, 999_999, .max - 1, .max] {
            let time = BGPTime(microseconds: microseconds)
            #expect(time.seconds * 1_000_000 + Int64(time.fraction) == time.microseconds)
            #expect(BGPTime(time.date).seconds.magnitude <= 4_000_000_000_001)
        }
        let span = BGPTime(microseconds: .max).microseconds - BGPTime(microseconds: .min).microseconds
        #expect(span > 0)
    }
}
