internal import FoundationEssentials
internal import ValidatedPayloads

/// The changes to write to come from one set to another; the source of a payload and its expiry count, too.
struct PayloadChanges {
    struct Kind<Payload: Hashable & Comparable & Sendable> {
        var gone: [Payload] = []
        var held: [(payload: Payload, source: SourceSummary)] = []
    }

    var vrps = Kind<VRP>()
    var aspas = Kind<ASPA>()
    var routerKeys = Kind<RouterKey>()

    init() {}

    init(from old: PayloadSet, to new: PayloadSet) {
        vrps = PayloadChanges.changes(old.vrpRows, new.vrpRows)
        aspas = PayloadChanges.changes(old.aspaRows, new.aspaRows)
        routerKeys = PayloadChanges.changes(old.routerKeyRows, new.routerKeyRows)
    }

    private static func changes<Payload>(_ old: PayloadRows<Payload>, _ new: PayloadRows<Payload>) -> Kind<Payload> {
        var kind = Kind<Payload>()
        var left = 0
        var right = 0
        while left < old.count || right < new.count {
            if right == new.count || left < old.count && old[left].payload < new[right].payload {
                kind.gone.append(old[left].payload)
                left += 1
            } else if left == old.count || new[right].payload < old[left].payload {
                kind.held.append((new[right].payload, new[right].sources.summary))
                right += 1
            } else {
                let row = new[right]
                let summary = row.sources.summary
                if old[left].sources.summary != summary { kind.held.append((row.payload, summary)) }
                left += 1
                right += 1
            }
        }
        return kind
    }

    var isEmpty: Bool {
        vrps.gone.isEmpty && vrps.held.isEmpty && aspas.gone.isEmpty && aspas.held.isEmpty && routerKeys.gone.isEmpty
            && routerKeys.held.isEmpty
    }
}

// MARK: Octets

extension PayloadChanges {
    var encoded: [UInt8] {
        var writer = RecordWriter()
        func write<Payload>(_ kind: Kind<Payload>, _ one: (inout RecordWriter, Payload) -> Void) {
            writer.write(kind.gone.count)
            for payload in kind.gone { one(&writer, payload) }
            writer.write(kind.held.count)
            for row in kind.held {
                one(&writer, row.payload)
                writer.write(row.source)
            }
        }
        write(vrps) { $0.write($1) }
        write(aspas) { $0.write($1) }
        write(routerKeys) { $0.write($1) }
        return writer.octets
    }

    init(decoding octets: [UInt8]) throws(RecordError) {
        var reader = RecordReader(octets)
        for _ in 0..<(try reader.count()) { vrps.gone.append(try reader.vrp()) }
        for _ in 0..<(try reader.count()) { vrps.held.append((try reader.vrp(), try reader.source())) }
        for _ in 0..<(try reader.count()) { aspas.gone.append(try reader.aspa()) }
        for _ in 0..<(try reader.count()) { aspas.held.append((try reader.aspa(), try reader.source())) }
        for _ in 0..<(try reader.count()) { routerKeys.gone.append(try reader.routerKey()) }
        for _ in 0..<(try reader.count()) { routerKeys.held.append((try reader.routerKey(), try reader.source())) }
        guard reader.isAtEnd else { throw RecordError() }
    }
}

// MARK: Sets

extension PayloadSet {
    /// The set as one change from nothing.
    var encoded: [UInt8] {
        var writer = RecordWriter()
        func write<Payload>(_ rows: PayloadRows<Payload>, _ one: (inout RecordWriter, Payload) -> Void) {
            writer.write(0)
            writer.write(rows.count)
            for row in rows {
                one(&writer, row.payload)
                writer.write(row.sources.summary)
            }
        }
        write(vrpRows) { $0.write($1) }
        write(aspaRows) { $0.write($1) }
        write(routerKeyRows) { $0.write($1) }
        return writer.octets
    }

    /// The set that `base` and then each of `steps` lead to.
    init(_ base: PayloadChanges, then steps: [PayloadChanges]) {
        var collector = PayloadCollector()
        collector.add(base.vrps, steps.map(\.vrps)) { $0.add($1, source: $2) }
        collector.add(base.aspas, steps.map(\.aspas)) { $0.add($1, source: $2) }
        collector.add(base.routerKeys, steps.map(\.routerKeys)) { $0.add($1, source: $2) }
        self = collector.builder.build(maximumProviders: .max)
    }
}

/// Makes a set of rows with summaries of sources.
private struct PayloadCollector {
    var builder = PayloadSetBuilder()
    private var sources: [SourceSummary: PayloadSourceID] = [:]

    mutating func add<Payload>(
        _ base: PayloadChanges.Kind<Payload>, _ steps: [PayloadChanges.Kind<Payload>],
        _ one: (inout PayloadSetBuilder, Payload, PayloadSourceID) -> Void
    ) {
        var latest: [Payload: SourceSummary?] = [:]
        for step in steps {
            for payload in step.gone { latest.updateValue(nil, forKey: payload) }
            for row in step.held { latest.updateValue(row.source, forKey: row.payload) }
        }
        for row in base.held where latest.isEmpty || latest[row.payload] == nil {
            one(&builder, row.payload, source(row.source))
        }
        for (payload, summary) in latest {
            if let summary { one(&builder, payload, source(summary)) }
        }
    }

    private mutating func source(_ summary: SourceSummary) -> PayloadSourceID {
        if let id = sources[summary] { return id }
        let source: PayloadSource
        if let trustAnchor = summary.trustAnchor {
            let expires = summary.expires.map { Date(timeIntervalSince1970: Double($0)) }
            source = .object(PayloadSource.Object(trustAnchor: trustAnchor, expires: expires))
        } else {
            source = .exception(path: nil)
        }
        let id = builder.source(source)
        sources[summary] = id
        return id
    }
}
