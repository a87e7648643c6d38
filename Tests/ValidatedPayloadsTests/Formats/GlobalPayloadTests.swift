import Foundation
import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

/// Two global outputs of rpki-client, half an hour apart, and its expected rows for two repositories.
@Suite("rpki-client's files")
struct GlobalPayloadTests {
    static let folder = "rpki/vrps-global-2025"

    /// Without optimisation the whole files take minutes: then it is a row in forty.
    static let isWhole = !_isDebugAssertConfiguration()
    static let filter = isWhole ? "1" : #"!/"prefix"/ || /}$/ || NR % 40 == 0"#

    @Test(
        "The delta of two global sets is exact; what is read is written byte for byte",
        .enabled(if: SharedData.has(folder), "the files are not here"))
    func global() throws {
        func file(_ time: String) throws -> [UInt8]? {
            try SharedData.unpacked("\(Self.folder)/rpkiclient_summary_20250720T\(time)Z.json.bz2", filter: Self.filter)
        }
        let old = try #require(try file("093135"))
        let new = try #require(try file("100145"))
        let document = try PayloadReader().read(old)
        let newSet = try PayloadReader().read(new).set
        #expect(document.format == .rpkiClientJSON)
        #expect(document.rejectionCount == 0)
        #expect(document.generated == at(1_753_003_893))
        #expect(document.set.aspas.count == 100)
        #expect(document.set.routerKeys.count == 2)

        /// What stands on the lines of VRPs before trust anchor and expiry.
        func rows(_ file: [UInt8]) -> Set<Substring> {
            Set(
                text(file).split(separator: "\n").filter { $0.hasPrefix("\t\t{ \"asn\"") }
                    .map { $0.prefix(upTo: $0.range(of: ", \"ta\"")?.lowerBound ?? $0.endIndex) })
        }
        let delta = PayloadDelta(from: document.set, to: newSet)
        if Self.isWhole {
            #expect(document.set.vrps.count == 723_521)
            #expect(newSet.vrps.count == 723_524)
            #expect(delta.vrps.withdrawn.count == 6)
            #expect(delta.vrps.announced.count == 9)
        } else {
            let (oldRows, newRows) = (rows(old), rows(new))
            #expect(document.set.vrps.count == oldRows.count)
            #expect(delta.vrps.withdrawn.count == oldRows.subtracting(newRows).count)
            #expect(delta.vrps.announced.count == newRows.subtracting(oldRows).count)
        }
        #expect(delta.aspas.isEmpty)
        #expect(delta.routerKeys.isEmpty)

        let written = written(document.set, as: .rpkiClientJSON)
        for (start, end) in [("\t\"roas\": [", "\t\"nonfunc_cas\""), ("\t\"aspas\": [", "\n\t]")] {
            let expected = try #require(part(old, from: start, to: end))
            #expect(part(written, from: start, to: end) == expected)
        }
    }

    private func part(_ bytes: [UInt8], from start: String, to end: String) -> Data? {
        let data = Data(bytes)
        guard let first = data.range(of: Data(start.utf8))?.lowerBound,
            let last = data.range(of: Data(end.utf8), in: first..<data.endIndex)?.lowerBound
        else { return nil }
        return data[first..<last]
    }

    @Test(
        "Expected rows are in canonical order and come out as they went in",
        .enabled(if: SharedData.has("rpki/twnic-2026/expected.csv"), "the files are not here"),
        arguments: [("ripe-pilot-2023", 782), ("twnic-2026", 4_363)])
    func expected(folder: String, count: Int) throws {
        let bytes = try SharedData.bytes("rpki/\(folder)/expected.csv")
        let document = try PayloadReader().read(bytes)
        #expect(document.format == .rpkiClientCSV)
        #expect(document.set.vrps.count == count)
        #expect(written(document.set, as: .rpkiClientCSV) == bytes)
    }

    @Test("Routinator's samples are read", .enabled(if: SharedData.has("rpki/formats"), "the samples are not here"))
    func samples() throws {
        for format in PayloadFormat.allCases
        where format.isReadable && format != .rpkiClientCSV && format != .rpkiClientJSON {
            let bytes = try SharedData.bytes("rpki/formats/routinator-output/111.\(format.rawValue)")
            let document = try PayloadReader().read(bytes)
            #expect(document.format == format)
            #expect(document.set.vrps == [vrp("12.34.56.0/24 1234")])
            #expect(document.set.vrpRows[0].sources[0].trustAnchor == nil)
        }
    }
}
