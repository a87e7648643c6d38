import BGPMessages
import Compression
import NumberResources
import Testing

/// One record, compressed; made with zlib, bzip2 and `zstd -19`.
struct CompressedRecord: CustomTestStringConvertible {
    let format: CompressionFormat
    let octets: [UInt8]

    var testDescription: String { format.rawValue }

    init(_ format: CompressionFormat, _ hexadecimal: String) {
        self.format = format
        octets = stride(from: 0, to: hexadecimal.utf8.count, by: 2).compactMap { place in
            UInt8(hexadecimal.dropFirst(place).prefix(2), radix: 16)
        }
    }

    static let all = [
        CompressedRecord(.none, "000003e800100005000000180000fde90000fde800000001c0000201c000020200010006"),
        CompressedRecord(
            .gzip,
            "1f8b08000000000002036360607ec120c0c0cac0c020c1c0f0f72510bf00b2190f30308130130323031b001786cb3924000000"),
        CompressedRecord(
            .bzip2,
            """
            425a68393141592653592496bcf1000001e005fb0040404000006000022000310340d01a6a7a9a1e48ef5c31f540636a858354866143e2\
            ee48a70a120492d79e20
            """),
        CompressedRecord(
            .zstd, "28b52ffd0468210100000003e800100005000000180000fde90000fde800000001c0000201c0000202000100061decb069"),
    ]
}

@Suite("Compressed files") struct CompressionTests {
    @Test("Members, streams and frames follow each other, in pieces of any size", arguments: CompressedRecord.all)
    func members(record: CompressedRecord) throws {
        for piece in [1, 7, 1_000] {
            let (_, states, report) = try SharedRoutes.read(record.octets + record.octets + record.octets, piece: piece)
            #expect(states.count == 3)
            #expect(states.first?.to == .established)
            #expect(report.compression == record.format)
            #expect(report.faults.isEmpty, "\(report.describedFaults)")
        }
    }

    @Test("Zeros may pad the file", arguments: CompressedRecord.all.dropFirst())
    func padding(record: CompressedRecord) throws {
        let report = try SharedRoutes.read(record.octets + [UInt8](repeating: 0, count: 512), piece: 100).report
        #expect(report.stateChanges == 1)
        #expect(report.faults.isEmpty)
    }

    @Test("What a file gives before it breaks off is delivered", arguments: CompressedRecord.all.dropFirst())
    func cutOff(record: CompressedRecord) throws {
        for count in stride(from: record.octets.count + 4, to: 2 * record.octets.count, by: 3) {
            let (_, states, report) = try SharedRoutes.read(Array((record.octets + record.octets)[..<count]))
            #expect(states.count >= 1)
            #expect(report.faults[.compression] == 1, "\(count): \(report.describedFaults)")
        }
    }

    @Test("What follows a file and is something else is reported", arguments: CompressedRecord.all.dropFirst())
    func somethingElse(record: CompressedRecord) throws {
        let (_, states, report) = try SharedRoutes.read(record.octets + [1, 2, 3, 4, 5, 6])
        #expect(states.count == 1)
        #expect(report.faults == [.compression: 1])
        #expect(report.describedFaults.first?.offset == record.octets.count)
    }

    @Test("No octet changed in a compressed file does harm", arguments: CompressedRecord.all.dropFirst())
    func damage(record: CompressedRecord) throws {
        for index in record.octets.indices {
            for value in [0, 0x7f, 0xff] as [UInt8] {
                var changed = record.octets
                changed[index] = value
                _ = try? SharedRoutes.read(changed + record.octets)
            }
        }
    }
}
