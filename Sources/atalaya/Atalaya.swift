import RPKIObjects
import RPKIValidation
import ValidatedPayloads
import NumberResources
import Foundation
@main struct Atalaya {
    static func main() async throws {
        let a = CommandLine.arguments
        let tal = try TrustAnchorLocator(decoding: Array(Data(contentsOf: URL(fileURLWithPath: a[1]))), name: "pilot")
        let v = Validator(source: LocalRepository(root: a[2]), workers: 2)
        let f = ISO8601DateFormatter()
        let run = try await v.run(from: [tal], at: f.date(from: a[3])!)
        for r in run.rejections { FileHandle.standardError.write(Data((r.json + "\n").utf8)) }
        for row in run.payloads.vrpRows {
            let p = row.payload.prefix
            let o = p.address.octets
            var t = ""
            if p.family == .ipv4 { t = o.map(String.init).joined(separator: ".") } else {
                var b = o; t = withUnsafePointer(to: &b) { _ in var s = [CChar](repeating: 0, count: 64); inet_ntop(AF_INET6, o, &s, 64); return String(cString: s) }
            }
            print("AS\(row.payload.asn.rawValue),\(t)/\(p.length),\(row.payload.maxLength),\(Int(row.sources.first!.expires!.timeIntervalSince1970))")
        }
        print(run.counts)
    }
}
