internal import NIOCore
internal import Synchronization
internal import ValidatedPayloads

/// The bodies of whole payload sets, each encoded when it is first asked for and then kept while it is current.
final class BodyCache: Sendable {
    enum Kind: Hashable, Sendable {
        case payloads(PayloadFormat, PayloadFilter.Kinds)
        /// The whole set in the form of `json-delta`.
        case reset

        /// Whether the body depends on nothing but the payloads and their trust anchors: neither on the time of the run nor
        /// on the objects they come from.
        var isTimeless: Bool {
            switch self {
            case .payloads(let format, _):
                switch format {
                case .csv, .csvcompat, .slurm, .slurm2, .openbgpd, .bird1, .bird2, .none: true
                case .csvext, .json, .jsonext, .rpsl, .summary, .rpkiClientJSON, .rpkiClientCSV: false
                }
            case .reset: false
            }
        }
    }

    private struct Entry: Sendable {
        let number: UInt64
        let task: Task<EncodedBody?, Never>
        var octets = 0
        var lastUse: UInt64
    }

    private struct Storage: Sendable {
        var entries: [Kind: Entry] = [:]
        var newest: UInt64 = 0
        var uses: UInt64 = 0
    }

    private let storage = Mutex(Storage())
    private let workers: BodyWorkers
    private let keptOctets: Int

    init(workers: BodyWorkers, keptOctets: Int) {
        self.workers = workers
        self.keptOctets = keptOctets
    }

    /// The body of a kind for what is published; `nil` when the program is ending.
    ///
    /// Who asks while it is being encoded waits for the same body.
    func body(
        _ kind: Kind, of published: PublishedPayloads, encode: @escaping @Sendable () -> EncodedBody
    ) async -> EncodedBody? {
        let number = kind.isTimeless ? published.contentNumber : published.number
        let (task, isNew) = storage.withLock { storage in
            if published.number > storage.newest {
                storage.newest = published.number
                storage.entries = storage.entries.filter {
                    $1.number == ($0.isTimeless ? published.contentNumber : published.number)
                }
            }
            storage.uses += 1
            if let entry = storage.entries[kind], entry.number == number {
                storage.entries[kind]?.lastUse = storage.uses
                return (entry.task, false)
            }
            let workers = workers
            let task = Task { await workers.run(encode) }
            // Who still works with older payloads does not push out the newer ones' body.
            if published.number == storage.newest {
                storage.entries[kind] = Entry(number: number, task: task, lastUse: storage.uses)
            }
            return (task, true)
        }
        let body = await task.value
        if isNew, let body { keep(body, as: kind, number) }
        return body
    }

    /// Counts a body that is ready, and drops the least used ones when they are too many together.
    private func keep(_ body: EncodedBody, as kind: Kind, _ number: UInt64) {
        storage.withLock { storage in
            guard storage.entries[kind]?.number == number else { return }
            storage.entries[kind]?.octets = body.plain.octets
            var total = storage.entries.values.reduce(0) { $0 + $1.octets }
            for (kind, entry) in storage.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse })
            where total > keptOctets && entry.octets > 0 {
                storage.entries[kind] = nil
                total -= entry.octets
            }
        }
    }
}
