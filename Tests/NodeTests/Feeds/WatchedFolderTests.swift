import Foundation
import Logging
import Store
import Testing

@testable import Node

@Suite("A folder of route files", .timeLimit(.minutes(5))) struct WatchedFolderTests {
    private let folder: URL
    private let store: NodeStore

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-folder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "routes"), withIntermediateDirectories: true)
        store = try NodeStore.open(folder: folder.path, history: 10).store
    }

    /// Stores what follows from a file, or cannot.
    private actor Receiver: FeedHearer {
        let stores: Bool
        private let continuation: AsyncStream<Int>.Continuation

        init(stores: Bool, _ continuation: AsyncStream<Int>.Continuation) {
            self.stores = stores
            self.continuation = continuation
        }

        func expect(_ name: String, _ kind: FeedState.Kind) {}

        func hear(_ words: [FeedWord], of name: String, _ kind: FeedState.Kind) {
            for case .routes(let events) in words { continuation.yield(events.count) }
        }

        func keep() -> Bool { stores }
    }

    private func write(_ routes: Int, to name: String) throws {
        let lines = (0..<routes).map {
            "BGP4MP|1700000000|A|192.0.2.1|64602|10.\($0).0.0/24|64602 64496|IGP|192.0.2.1|0|0||NAG||\n"
        }
        try Data(lines.joined().utf8).write(to: folder.appending(path: "routes/\(name)"))
    }

    /// The numbers of routes in the first `count` files that are read.
    private func read(_ count: Int, stores: Bool = true) async -> [Int] {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        let watched = WatchedFolder(
            path: folder.path + "/routes", settle: .milliseconds(1),
            hearer: Receiver(stores: stores, continuation), store: store.alerts, record: nil,
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
