import DeskStore
import Foundation
import Logging
import RouteSecurity
import Testing

@testable import Node

@Suite("A folder of route files", .timeLimit(.minutes(5))) struct WatchedFoldersTests {
    private let folder: URL
    private let store: DeskDatabase

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-folder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "routes"), withIntermediateDirectories: true)
        store = try DeskDatabase.open(folder: folder.path)
    }

    /// Stores what follows from a file, or cannot.
    private actor Receiver: FeedConsumer {
        let stores: Bool
        private let continuation: AsyncStream<Int>.Continuation

        init(stores: Bool, _ continuation: AsyncStream<Int>.Continuation) {
            self.stores = stores
            self.continuation = continuation
        }

        func expect(_ name: String, _ kind: FeedState.Kind) {}

        func receive(_ messages: [FeedMessage], of name: String, _ kind: FeedState.Kind) {
            for case .routes(let events) in messages { continuation.yield(events.count) }
        }

        func keep() -> Bool { stores }
    }

    /// A file of updates (RFC 6396 section 4.4.3), each with one route.
    private func write(_ routes: Int, to name: String) throws {
        func octets(_ numbers: UInt32..., size: Int) -> [UInt8] {
            numbers.flatMap { number in
                (0..<size).map { UInt8(truncatingIfNeeded: number >> UInt32(8 * (size - 1 - $0))) }
            }
        }
        var file: [UInt8] = []
        for route in 0..<UInt8(routes) {
            let path: [UInt8] = [2, 2] + octets(64_602, 64_496, size: 4)
            let attributes: [UInt8] = [0x40, 1, 1, 0, 0x40, 2, UInt8(path.count)] + path + [0x40, 3, 4, 192, 0, 2, 1]
            let body = [0, 0] + octets(UInt32(attributes.count), size: 2) + attributes + [24, 10, route, 0]
            let message =
                Array(repeating: 0xff, count: 16) + octets(UInt32(19 + body.count), size: 2) + [2] + body
            let record =
                octets(64_602, 64_500, size: 4) + octets(0, 1, size: 2) + [192, 0, 2, 1, 192, 0, 2, 250] + message
            file +=
                octets(1_700_000_000, size: 4) + octets(16, 4, size: 2) + octets(UInt32(record.count), size: 4) + record
        }
        try Data(file).write(to: folder.appending(path: "routes/\(name)"))
    }

    /// The numbers of routes in the first `count` files that are read.
    private func read(_ count: Int, stores: Bool = true) async -> [Int] {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        let watched = WatchedFolders(
            paths: [folder.path + "/routes"], settle: .milliseconds(1),
            consumer: Receiver(stores: stores, continuation), store: store.alerts, record: nil,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { Date() })
        let task = Task { try? await watched.watch() }
        var found: [Int] = []
        for await routes in stream.prefix(count) { found.append(routes) }
        task.cancel()
        await task.value
        return found
    }

    @Test("A file is marked as read only when what follows from it is stored: else a kill would lose its alerts")
    func marks() async throws {
        try write(1, to: "a")
        #expect(await read(1, stores: false) == [1])
        try write(2, to: "b")
        #expect(await read(2, stores: true) == [1, 2])
        try write(3, to: "c")
        #expect(await read(1) == [3])
        try FileManager.default.removeItem(at: folder)
    }
}
