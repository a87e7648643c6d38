import BGPMessages
import Compression
import Foundation
import TestSupport
import Testing

/// Route files of others, read in place.
enum SharedRoutes {
    static let folder = SharedData.root.appending(path: "bgp")

    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    static func octets(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// The content of a compressed file.
    static func uncompressed(_ file: URL) throws -> [UInt8] {
        var rest: [UInt8]? = [UInt8](try Data(contentsOf: file))
        var stream = OctetStream {
            defer { rest = nil }
            return rest
        }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
            if count == 0 { return content }
            content += buffer[..<count]
        }
    }

    /// All that a reader makes of `octets`, handed over in pieces.
    static func read(
        _ octets: [UInt8], piece: Int = 1 << 16, limits: RouteFileLimits = RouteFileLimits(),
        includesMulticast: Bool = false
    ) throws -> (events: [RouteEvent], states: [PeerStateChange], report: RouteFileReport) {
        var offset = 0
        var reader = RouteFileReader(limits: limits, includesMulticast: includesMulticast) {
            defer { offset += piece }
            return offset < octets.count ? Array(octets[offset..<min(octets.count, offset + piece)]) : nil
        }
        var events: [RouteEvent] = []
        var states: [PeerStateChange] = []
        var batch = RouteBatch()
        while try reader.next(into: &batch) {
            events += batch.events
            states += batch.stateChanges
        }
        return (events, states, reader.report)
    }
}
