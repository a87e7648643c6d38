import Foundation
import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

/// Routinator's own samples: each row twice, from an exception of no file, made at 1970-01-01T00:00:00Z.
@Suite(
    "Routinator's formats",
    .enabled(if: SharedData.has("rpki/formats/routinator-output"), "the samples are not here"))
struct RoutinatorFormatTests {
    static let formats: [PayloadFormat] = [
        .csv, .csvcompat, .csvext, .json, .jsonext, .slurm, .slurm2, .openbgpd, .bird1, .bird2, .summary, .none,
    ]

    @Test("Each of the 96 samples comes out byte for byte", arguments: formats, 0..<8)
    func sample(format: PayloadFormat, bits: Int) throws {
        let sources = PayloadSources(.exception(path: nil))
        let vrp = PayloadRow(vrp("12.34.56.0/24 1234"), sources: sources)
        let key = PayloadRow(
            RouterKey(
                asn: 1234, subjectKeyIdentifier: [UInt8](repeating: 0, count: 20),
                publicKey: [UInt8](repeating: 0, count: 64)),
            sources: sources)
        let aspa = PayloadRow(aspa(1234, 1, 2, 3, 4), sources: sources)
        var written: [UInt8] = []
        var writer = PayloadWriter(format: format, generated: at(0))
        writer.kinds = []
        for (bit, kind) in [(4, PayloadKinds.routeOrigins), (2, .routerKeys), (1, .aspas)] where bits & bit != 0 {
            writer.kinds.insert(kind)
        }
        writer.write(
            vrps: bits & 4 == 0 ? [] : [vrp, vrp], routerKeys: bits & 2 == 0 ? [] : [key, key],
            aspas: bits & 1 == 0 ? [] : [aspa, aspa]
        ) { chunk in
            for index in chunk.indices { written.append(chunk[index]) }
        }
        let name = String(repeating: "0", count: 3 - String(bits, radix: 2).count) + String(bits, radix: 2)
        let sample = try SharedData.bytes("rpki/formats/routinator-output/\(name).\(format.rawValue)")
        #expect(String(decoding: written, as: UTF8.self) == String(decoding: sample, as: UTF8.self))
        #expect(written == sample)
    }

    @Test(
        "A selected kind of payload has its list, also when there is none", arguments: [PayloadFormat.json, .jsonext])
    func emptyLists(format: PayloadFormat) throws {
        var writer = PayloadWriter(format: format, generated: at(0))
        func text() -> String {
            var written: [UInt8] = []
            writer.write(PayloadSet()) { chunk in
                for index in chunk.indices { written.append(chunk[index]) }
            }
            return String(decoding: written, as: UTF8.self)
        }
        let all = text()
        #expect(all.hasSuffix("},\n  \"roas\": [\n\n  ],\n  \"routerKeys\": [\n\n  ],\n  \"aspas\": [\n\n  ]\n}\n"))
        writer.kinds = [.routeOrigins, .aspas]
        #expect(text() == all.replacing(",\n  \"routerKeys\": [\n\n  ]", with: ""))
        writer.kinds = []
        #expect(try JSONSerialization.jsonObject(with: Data(text().utf8)) as? [String: Any] != nil)
    }
}
