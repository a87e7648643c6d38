public import NumberResources

/// The AS_PATH of a route (RFC 4271 section 5.1.2), with four-octet AS numbers (RFC 6793) and confederations (RFC 5065).
///
/// The first AS number is the neighbour's, the last one the origin's.
public struct ASPath: Hashable, Sendable {
    /// The type of a path segment; the raw value is the one of the wire.
    public enum SegmentKind: UInt8, Hashable, Sendable {
        case set = 1
        case sequence = 2
        case confederationSequence = 3
        case confederationSet = 4
    }

    /// The type of a segment and the number of its AS numbers.
    public struct Run: Hashable, Sendable {
        public let kind: SegmentKind
        public let count: Int

        @inlinable
        public init(kind: SegmentKind, count: Int) {
            self.kind = kind
            self.count = count
        }
    }

    /// The AS numbers of all segments, in the order of the wire.
    public let asns: [ASN]
    /// The segments in order; empty where the whole path is one sequence, as nearly all are.
    public let runs: [Run]

    /// A path of one sequence, or an empty one.
    @inlinable
    public init(_ sequence: [ASN] = []) {
        asns = sequence
        runs = []
    }

    /// A path of segments; the sum of their counts is that of `asns`.
    public init(asns: [ASN], runs: [Run]) {
        precondition(runs.isEmpty || runs.reduce(0) { $0 + $1.count } == asns.count, "segments hold all AS numbers")
        self.asns = asns
        self.runs = runs.count == 1 && runs[0].kind == .sequence ? [] : runs
    }
}

extension ASPath {
    public var isEmpty: Bool {
        asns.isEmpty
    }

    /// The path without its first AS number; a path without segments is one sequence.
    var withoutFirst: ASPath {
        guard let first = runs.first else { return ASPath(Array(asns.dropFirst())) }
        let rest = first.count > 1 ? [Run(kind: first.kind, count: first.count - 1)] : []
        return ASPath(asns: Array(asns.dropFirst()), runs: rest + runs.dropFirst())
    }

    /// True if a segment is a set, of a confederation or not.
    public var hasSet: Bool {
        runs.contains { $0.kind == .set || $0.kind == .confederationSet }
    }

    /// The segments in order.
    public var segments: [(kind: SegmentKind, asns: ArraySlice<ASN>)] {
        if runs.isEmpty { return asns.isEmpty ? [] : [(.sequence, asns[...])] }
        var start = 0
        return runs.map { run in
            defer { start += run.count }
            return (run.kind, asns[start..<start + run.count])
        }
    }

    /// The origin AS (RFC 6811 section 2): the last AS number of a final sequence; `nil` where the path is empty or ends in
    /// anything else.
    public var origin: ASN? {
        if let last = runs.last, last.kind != .sequence || last.count == 0 { return nil }
        return asns.last
    }

    /// The AS number next to the receiver: the first one of a leading sequence outside a confederation.
    public var neighbour: ASN? {
        if runs.isEmpty { return asns.first }
        for segment in segments {
            switch segment.kind {
            case .confederationSequence, .confederationSet: continue
            case .sequence where !segment.asns.isEmpty: return segment.asns.first
            case .sequence, .set: return nil
            }
        }
        return nil
    }
}
