import Foundation

/// Small files of routes and registries, written into a folder of their own.
final class RouteFixture {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-routes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func callAsFunction(_ name: String) -> String { folder.appending(path: name).path }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: folder.appending(path: name))
        return self(name)
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }
}

/// MRT records (RFC 6396) of one peer with IPv4 routes, enough to say when a route came and went.
enum MRTFixture {
    /// A BGP4MP_MESSAGE_AS4 record with an UPDATE that announces `prefix` by `path`, or withdraws it where there is none.
    static func update(_ seconds: UInt32, _ prefix: [UInt8], length: UInt8, path: [UInt32]?) -> [UInt8] {
        let octets = prefix.prefix((Int(length) + 7) / 8)
        let route = [length] + octets
        var attributes: [UInt8] = []
        if let path {
            attributes += [0x40, 1, 1, 0]
            attributes += [0x40, 2, UInt8(2 + 4 * path.count), 2, UInt8(path.count)] + path.flatMap { big($0) }
            attributes += [0x40, 3, 4, 10, 0, 0, 1]
        }
        let withdrawn = path == nil ? route : []
        let body =
            big(UInt16(withdrawn.count)) + withdrawn + big(UInt16(attributes.count)) + attributes
            + (path == nil ? [] : route)
        let message = [UInt8](repeating: 0xff, count: 16) + big(UInt16(19 + body.count)) + [2] + body
        let session = big(path?.first ?? peer) + big(UInt32(12_654)) + [0, 0, 0, 1, 10, 0, 0, 1, 10, 0, 0, 2]
        let record = session + message
        return big(seconds) + big(UInt16(16)) + big(UInt16(4)) + big(UInt32(record.count)) + record
    }

    /// The peer of records that withdraw.
    static let peer: UInt32 = 64_000

    private static func big(_ number: UInt16) -> [UInt8] {
        [UInt8(number >> 8), UInt8(number & 0xff)]
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
    }
}
