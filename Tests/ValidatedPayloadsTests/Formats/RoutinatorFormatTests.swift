import Foundation
import NumberResources
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
        PayloadWriter(format: format, generated: at(0)).write(
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
}
