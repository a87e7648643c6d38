import Foundation
import LocalServers
import Logging
import RPKIObjects
import RPKIRepository
import RPKIValidation
import ValidatedPayloads

/// A process that fetches and validates again and again.
final class Walker {
    let store: ObjectStore
    let synchroniser: Synchroniser
    let memory = WalkMemory()

    init(_ options: SynchronisationOptions, folder: String) throws {
        store = try ObjectStore(folder: folder)
        synchroniser = try Synchroniser(
            store: store, options: options, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// The VRPs, as `AS64496 192.0.2.0/24`, sorted.
    func walk(_ locator: TrustAnchorLocator, at date: Date) async throws -> [String] {
        synchroniser.begin(at: date)
        let run = try await Validator(source: synchroniser, store: store, memory: memory, workers: 2)
            .run(from: [locator], at: date)
        try store.commit()
        return run.payloads.vrps.map { "\($0.asn) \($0.prefix)" }.sorted()
    }

    func failure(of uri: String) throws -> String? {
        try store.repositories().first { $0.uri == uri }?.failure
    }

    func end() async throws {
        await synchroniser.shutdown()
        try store.close()
    }
}
