import Foundation
import RPKIObjects
import Testing

@Suite struct DERTimeTests {
    private static func time(_ tag: UInt8, _ text: String) throws(ObjectError) -> Date {
        let bytes = DERWriter.encode { $0.primitive(tag: tag, text.utf8) }
        var reader = DERReader(0..<bytes.count)
        return try reader.time(bytes.span)
    }

    @Test(
        "UTCTime is of 1950 to 2049, and leap years are those of Gregory's calendar",
        arguments: [
            ("700101000000Z", 0), ("700101000001Z", 1), ("000229120000Z", 951_825_600), ("000301000000Z", 951_868_800),
            ("500101000000Z", -631_152_000), ("491231235959Z", 2_524_607_999), ("240229000000Z", 1_709_164_800),
            ("991231235959Z", 946_684_799),
        ] as [(String, Double)])
    func utcTimes(_ text: String, _ seconds: Double) throws {
        #expect(try Self.time(0x17, text).timeIntervalSince1970 == seconds)
    }

    @Test(
        "GeneralizedTime is of 2050 and later",
        arguments: [
            ("20500101000000Z", 2_524_608_000), ("21000228000000Z", 4_107_456_000),
            ("99991231235959Z", 253_402_300_799),
        ] as [(String, Double)])
    func generalizedTimes(_ text: String, _ seconds: Double) throws {
        #expect(try Self.time(0x18, text).timeIntervalSince1970 == seconds)
    }

    @Test(
        "Days and times that there are not, other forms and other lengths are refused",
        arguments: [
            "", "7001010000Z", "700101000000", "700101000000+", "700101000000z", "70010100000Z", "7001010000000Z",
            "700001000000Z", "701301000000Z", "700100000000Z", "700132000000Z", "700431000000Z", "700229000000Z",
            "230229000000Z", "700101240000Z", "700101006000Z", "700101000060Z", "70010100000aZ", "7001010000-1Z",
            "7001010000 0Z", "700101000000+0000", "+00101000000Z",
        ])
    func badUTCTimes(_ text: String) {
        expectRefusal(.time, of: Array(text.utf8) + [0, 0]) { () throws(ObjectError) in _ = try Self.time(0x17, text) }
    }

    @Test(
        "No fractions, offsets or missing seconds, and no 29 February in 2100",
        arguments: [
            "205001010000Z", "20500101000000.5Z", "20500101000000+0000", "20500101000000", "21000229000000Z",
            "20500101000060Z", "2050010100000Z", "00000001000000Z",
        ])
    func badGeneralizedTimes(_ text: String) {
        expectRefusal(.time, of: Array(text.utf8) + [0, 0]) { () throws(ObjectError) in _ = try Self.time(0x18, text) }
    }

    @Test("Before 2050 a time is UTCTime", arguments: ["20491231235959Z", "19700101000000Z", "00000101000000Z"])
    func timeType(_ text: String) {
        expectRefusal(.timeType, of: Array(text.utf8) + [0, 0]) { () throws(ObjectError) in
            _ = try Self.time(0x18, text)
        }
    }

    @Test("What is no time is refused by its tag")
    func noTime() {
        expectRefusal(.tag, of: [2, 1, 0]) { () throws(ObjectError) in _ = try Self.time(0x02, "1") }
    }

    @Test("Every day of four centuries comes back as it was written")
    func days() throws {
        for day in stride(from: -25_567, to: 120_000, by: 13) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3661)
            let bytes = DERWriter.encode { $0.generalizedTime(date) }
            var reader = DERReader(0..<bytes.count)
            #expect(try reader.generalizedTime(bytes.span) == date)
        }
    }
}
