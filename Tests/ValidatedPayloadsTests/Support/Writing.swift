import Foundation
import NumberResources
import ValidatedPayloads

/// What a writer makes of a set.
func written(
    _ set: PayloadSet, as format: PayloadFormat, at time: Int = 0, statistics: PayloadStatistics = PayloadStatistics()
) -> [UInt8] {
    var written: [UInt8] = []
    PayloadWriter(format: format, generated: at(time), statistics: statistics).write(set) { chunk in
        chunk.withUnsafeBufferPointer { written.append(contentsOf: $0) }
    }
    return written
}

func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
}

/// The octets in chunks of `size`.
func chunks(_ bytes: [UInt8], of size: Int) -> () -> [UInt8]? {
    var position = 0
    return {
        if position == bytes.count { return nil }
        let end = min(position + size, bytes.count)
        defer { position = end }
        return Array(bytes[position..<end])
    }
}

/// A set with something of everything: two sources, an exception, text that must be escaped.
func fullSet() -> PayloadSet {
    var builder = PayloadSetBuilder()
    let roa = PayloadSource.object(
        PayloadSource.Object(
            trustAnchor: "ripe", uri: "rsync://rpki.example.net/repository/a/b.roa",
            validity: PayloadValidity(notBefore: at(1_700_000_000), notAfter: at(1_800_000_000)),
            chainValidity: PayloadValidity(notBefore: at(1_750_000_000), notAfter: at(1_760_000_000)),
            stale: at(1_755_000_000), expires: at(1_754_000_000)))
    builder.add(vrp("192.0.2.0/24 64496"), source: roa)
    builder.add(vrp("192.0.2.0/24 64496"), source: .exception(path: "/etc/a \"b\"\\c.json", comment: "tab\there"))
    builder.add(vrp("2001:db8::/32-48 4294967295"), source: source("arin", expires: 1_753_000_000))
    builder.add(routerKey(64496, 0xab), source: source("ripe", expires: 1_753_000_001))
    builder.add(aspa(64496, 64497, 64498), source: source("ripe", expires: 1_753_000_002))
    return builder.build()
}
