internal import LocalFiles
internal import RPKIObjects

/// Changes in their order, in a file without a name, so that memory does not grow with them.
struct StagedChanges {
    private let spool: Spool
    private var buffer: [UInt8] = []
    private static let portion = 1 << 16

    init(_ spool: Spool) {
        self.spool = spool
    }

    mutating func append(_ change: StagedChange) throws {
        switch change {
        case .publish(let uri, let object, let before, let modified):
            switch before {
            case .anything: put(Kind.anything, uri)
            case .nothing: put(Kind.nothing, uri)
            case .object(let hash):
                put(Kind.object, uri)
                buffer += hash.octets
            }
            buffer += object.hash.octets
            put(object.id)
            put(Int64(object.octets))
            put(modified ?? .min)
        case .withdraw(let uri, let hash):
            put(Kind.withdraw, uri)
            buffer += hash.octets
        case .keep(let id):
            buffer.append(Kind.keep.rawValue)
            put(id)
        }
        if buffer.count >= StagedChanges.portion { try flush() }
    }

    private mutating func flush() throws {
        try buffer.withUnsafeBytes { try spool.write($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Gives all changes to `body`.
    mutating func forEach(_ body: (StagedChange) throws -> Void) throws {
        try flush()
        var rest: [UInt8] = []
        try spool.read { octets in
            octets.withUnsafeBufferPointer { rest += $0 }
            var reader = Reader(octets: rest)
            while let change = reader.next() { try body(change) }
            rest.removeFirst(reader.consumed)
        }
    }

    private enum Kind: UInt8 {
        case anything, nothing, object, withdraw, keep
    }

    private mutating func put(_ kind: Kind, _ uri: RsyncURI) {
        let text = uri.description.utf8
        buffer.append(kind.rawValue)
        buffer.append(UInt8(truncatingIfNeeded: text.count >> 8))
        buffer.append(UInt8(truncatingIfNeeded: text.count))
        buffer += text
    }

    private mutating func put(_ number: Int64) {
        withUnsafeBytes(of: number) { buffer += $0 }
    }

    private struct Reader {
        let octets: [UInt8]
        /// Octets of whole changes.
        private(set) var consumed = 0
        private var place = 0

        init(octets: [UInt8]) {
            self.octets = octets
        }

        /// The next change; `nil` where it is not whole.
        mutating func next() -> StagedChange? {
            place = consumed
            guard let kind = take(1)?.first.flatMap(Kind.init), let change = change(kind) else { return nil }
            consumed = place
            return change
        }

        private mutating func change(_ kind: Kind) -> StagedChange? {
            if kind == .keep { return number().map { .keep($0) } }
            guard let length = take(2), let text = take(Int(length.first ?? 0) << 8 | Int(length.last ?? 0)),
                let uri = RsyncURI(String(decoding: text, as: UTF8.self)), let hash = hash()
            else { return nil }
            let before: StagedChange.Before
            var object = hash
            switch kind {
            case .withdraw, .keep: return .withdraw(uri, hash)
            case .anything: before = .anything
            case .nothing: before = .nothing
            case .object:
                guard let next = self.hash() else { return nil }
                before = .object(hash)
                object = next
            }
            guard let id = number(), let count = number(), let modified = number() else { return nil }
            return .publish(
                uri, StagedObject(hash: object, id: id, octets: Int(count)), before,
                modified: modified == .min ? nil : modified)
        }

        private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
            guard octets.count - place >= count else { return nil }
            defer { place += count }
            return octets[place..<place + count]
        }

        private mutating func hash() -> ObjectHash? {
            take(32).flatMap { ObjectHash(octets: Array($0)) }
        }

        private mutating func number() -> Int64? {
            take(8)?.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
        }
    }
}
