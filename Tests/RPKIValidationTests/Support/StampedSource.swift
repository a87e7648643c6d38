import RPKIObjects
import RPKITesting
import RPKIValidation
import Synchronization

/// A source that knows when each folder last changed, as a store does.
final class StampedSource: ObjectSource {
    private struct State {
        var folders: [String: (files: [String: [UInt8]], changed: Int64)] = [:]
        var generation: Int64 = 0
        var reads = 0
    }

    private let state = Mutex(State())

    init(_ repository: TestRepository) {
        replace(by: repository)
    }

    /// Publishes a repository in place of what there was; folders that stay the same keep their stamp.
    func replace(by repository: TestRepository) {
        state.withLock { state in
            state.generation += 1
            var folders: [String: [String: [UInt8]]] = [:]
            for (uri, octets) in repository.files {
                let name = uri.split(separator: "/").last.map(String.init) ?? ""
                folders[String(uri.dropLast(name.utf8.count)), default: [:]][name] = octets
            }
            for (folder, files) in folders where state.folders[folder]?.files != files {
                state.folders[folder] = (files, state.generation)
            }
        }
    }

    /// How many objects were read, octets and all.
    var reads: Int { state.withLock { $0.reads } }

    func trustAnchorCertificate(at uri: String) async throws(SourceError) -> [UInt8]? {
        RsyncURI(uri).flatMap(octets)
    }

    func folder(for location: PublicationLocation) async -> any ObjectFolder {
        // As if it had to be waited for.
        await Task.yield()
        return Folder(source: self, directory: location.repository.asDirectory)
    }

    func readyFolder(for location: PublicationLocation) -> (any ObjectFolder)? { nil }

    private func octets(_ uri: RsyncURI) -> [UInt8]? {
        state.withLock { state in
            state.reads += 1
            return state.folders[uri.directory]?.files[uri.fileName]
        }
    }

    private struct Folder: ObjectFolder {
        let source: StampedSource
        let directory: String

        func object(at uri: RsyncURI) throws(SourceError) -> [UInt8]? { source.octets(uri) }

        func hash(at uri: RsyncURI) -> ObjectHash? {
            source.state.withLock { $0.folders[uri.directory]?.files[uri.fileName].map(ObjectHash.init(of:)) }
        }

        var stamp: FolderStamp? {
            FolderStamp(repository: 1, generation: source.state.withLock { $0.folders[directory]?.changed ?? 0 })
        }
    }
}
