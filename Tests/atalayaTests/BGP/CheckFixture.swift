import Foundation
import NumberResources
import Testing

/// A folder with a table of routes (MRT, TABLE_DUMP_V2) and payloads, and `atalaya bgp check` over them.
final class CheckFixture {
    /// A route as a neighbour with the first AS number of the path has it, or with `peer`.
    struct Route {
        var prefix: String
        var path: [UInt32]
        var peer: UInt32?
        var onlyToCustomer: UInt32?
        /// Whether the last AS number is a set of its own.
        var endsInSet = false
    }

    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "atalaya-check-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
    }

    /// AS3 may originate 8.0.0.0/8 up to /16 and 2a00::/16 up to /32; its only provider is AS2, which has none.
    func writePayloads(_ name: String = "payloads.json", expires: Int = 4_000_000_000) throws {
        try write(
            """
            {"roas":[
            {"asn":3,"prefix":"8.0.0.0/8","maxLength":16,"ta":"test","expires":\(expires)},
            {"asn":3,"prefix":"2a00::/16","maxLength":32,"ta":"test","expires":\(expires)}],
            "aspas":[
            {"customer_asid":3,"providers":[2],"ta":"test","expires":\(expires)},
            {"customer_asid":2,"providers":[0],"ta":"test","expires":\(expires)}]}
            """, to: name)
    }

    func writeTable(_ routes: [Route], to name: String = "table.mrt") throws {
        var octets: [UInt8] = []
        let peers = routes.map { $0.peer ?? $0.path.first ?? 1 }
        // PEER_INDEX_TABLE (RFC 6396 section 4.3.1): one peer a route, at 192.0.2.1 with four octets an AS number.
        var index: [UInt8] = [192, 0, 2, 254, 0, 0] + number(UInt64(peers.count), 2)
        for peer in peers { index += [2, 10, 0, 0, 1, 192, 0, 2, 1] + number(UInt64(peer), 4) }
        octets += record(1, index)
        for (place, route) in routes.enumerated() {
            let prefix = try #require(IPPrefix(route.prefix))
            let size = (Int(prefix.length) + 7) / 8
            let attributes = attributes(of: route)
            var body = number(UInt64(place), 4) + [prefix.length] + prefix.address.octets.prefix(size)
            body +=
                [0, 1] + number(UInt64(place), 2) + [0, 0, 0, 0] + number(UInt64(attributes.count), 2) + attributes
            octets += record(prefix.family == .ipv4 ? 2 : 4, body)
        }
        try Data(octets).write(to: URL(fileURLWithPath: self(name)))
    }

    private func attributes(of route: Route) -> [UInt8] {
        let sequence = route.endsInSet ? route.path.dropLast() : route.path[...]
        var segments: [UInt8] = [2, UInt8(sequence.count)]
        for asn in sequence { segments += number(UInt64(asn), 4) }
        if route.endsInSet, let last = route.path.last { segments += [1, 1] + number(UInt64(last), 4) }
        var attributes: [UInt8] = [0x40, 1, 1, 0]
        attributes += [0x40, 2, UInt8(segments.count)] + segments + [0x40, 3, 4, 192, 0, 2, 1]
        if let value = route.onlyToCustomer { attributes += [0xc0, 35, 4] + number(UInt64(value), 4) }
        return attributes
    }

    private func record(_ subtype: UInt8, _ body: [UInt8]) -> [UInt8] {
        number(1_700_000_000, 4) + [0, 13, 0, subtype] + number(UInt64(body.count), 4) + body
    }

    private func number(_ value: UInt64, _ octets: Int) -> [UInt8] {
        (0..<octets).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (octets - 1 - $0))) }
    }

    /// `atalaya bgp check` over the table and the payloads.
    func check(_ options: String...) throws -> InspectProgram.Result {
        try InspectProgram.run(
            "bgp", "check", self("table.mrt"), "--payloads", self("payloads.json"), files: options)
    }
}
