internal import Dispatch
import Fetching
internal import FoundationEssentials
internal import RPKIRepository
internal import Synchronization

/// Storing what a snapshot file publishes in a new store: reading it, hashing each object, and writing all of them.
enum StoreSuite {
    /// Octets of the file; its objects have three quarters of them.
    private static let octets = 80_000_000

    static func benchmarks() -> [Benchmark] {
        let file = RRDPSuite.snapshot(octets: octets)
        return [
            // 50 MB/s of objects.
            Benchmark("store: snapshot of 80 MB, 60 MB of objects, new", target: .milliseconds(1200)) {
                insert(file, times: 1)
            },
            Benchmark("store: the same, then again with nothing changed") {
                insert(file, times: 2)
            },
        ]
    }

    private static func insert(_ file: [UInt8], times: Int) -> UInt64 {
        let folder = FileManager.default.temporaryDirectory.path + "/atalaya-store-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let objects = Atomic(0)
        let end = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                let store = try ObjectStore(folder: folder)
                guard let session = RRDPSession(RRDPSuite.session),
                    let uri = HTTPSURI("https://rrdp.example.net/notification.xml")
                else { preconditionFailure("no session or URI") }
                for _ in 0..<times {
                    try await store.importSnapshot(file, of: uri, session: session, serial: RRDPSerial(1))
                }
                objects.store(try store.repositories().map(\.objects).reduce(0, +), ordering: .relaxed)
                try store.close()
            } catch {
                preconditionFailure("the snapshot is not stored: \(error)")
            }
            end.signal()
        }
        end.wait()
        return UInt64(objects.load(ordering: .relaxed))
    }
}
