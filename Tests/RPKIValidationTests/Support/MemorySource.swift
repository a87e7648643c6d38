import RPKITesting
import RPKIValidation
import Synchronization

/// A local copy in memory, which counts what is read from it.
final class MemorySource: RepositoryCopy {
    private struct State {
        var files: [String: [UInt8]] = [:]
        var unreadable: Set<String> = []
        var reads: [String: Int] = [:]
    }

    private let state = Mutex(State())

    init(_ repositories: TestRepository...) {
        for repository in repositories { replace(by: repository) }
    }

    /// Adds the files of a repository, in place of those with the same URIs.
    func replace(by repository: TestRepository) {
        state.withLock { state in
            for (uri, octets) in repository.files { state.files[MemorySource.path(uri)] = octets }
        }
    }

    subscript(uri: String) -> [UInt8]? {
        get { state.withLock { $0.files[MemorySource.path(uri)] } }
        set { state.withLock { $0.files[MemorySource.path(uri)] = newValue } }
    }

    /// From now on there is something at `uri` that cannot be read.
    func makeUnreadable(_ uri: String) {
        state.withLock { _ = $0.unreadable.insert(MemorySource.path(uri)) }
    }

    func reads(of uri: String) -> Int {
        state.withLock { $0.reads[MemorySource.path(uri)] ?? 0 }
    }

    var reads: Int {
        state.withLock { $0.reads.values.reduce(0, +) }
    }

    func object(at relativePath: String) throws(SourceError) -> [UInt8]? {
        let (octets, isUnreadable) = state.withLock { state in
            state.reads[relativePath, default: 0] += 1
            return (state.files[relativePath], state.unreadable.contains(relativePath))
        }
        guard !isUnreadable else { throw SourceError("Input/output error") }
        return octets
    }

    /// HOST/MODULE/PATH.
    private static func path(_ uri: String) -> String {
        guard let scheme = uri.range(of: "://") else { return uri }
        return String(uri[scheme.upperBound...])
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<String.Index>? {
        ranges(of: text).first
    }
}
