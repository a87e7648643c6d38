/// A set of numbers as sorted, disjoint, non-adjacent closed ranges: the canonical form of RFC 3779 sections 2.2.3.6
/// and 3.2.3.4. Equal sets have equal ranges.
public struct IntervalSet<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
    @usableFromInline var storage: [ClosedRange<Bound>]

    @inlinable
    public init() {
        storage = []
    }

    /// The set of all numbers in `ranges`, which may overlap, touch and be in any order.
    @inlinable
    public init(_ ranges: some Sequence<ClosedRange<Bound>>) {
        storage = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) { merge(range) }
    }

    /// Takes over ranges that are already sorted, disjoint and not adjacent.
    @inlinable
    public init(canonical ranges: [ClosedRange<Bound>]) {
        storage = ranges
        assert(zip(ranges, ranges.dropFirst()).allSatisfy { IntervalSet.hasGap($0, $1) }, "not canonical")
    }

    /// Every number of the type.
    @inlinable
    public static var all: IntervalSet {
        IntervalSet(canonical: [Bound.min...Bound.max])
    }

    /// Ascending; between two neighbours lies at least one number that is not in the set.
    @inlinable
    public var ranges: [ClosedRange<Bound>] {
        storage
    }

    @inlinable
    public var isEmpty: Bool {
        storage.isEmpty
    }

    /// Adds a range that begins no earlier than the last one.
    @inlinable
    mutating func merge(_ range: ClosedRange<Bound>) {
        if let last = storage.last, !IntervalSet.hasGap(last, range) {
            storage[storage.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
        } else {
            storage.append(range)
        }
    }

    /// True if at least one number lies after `left` and before `right`.
    @inlinable
    static func hasGap(_ left: ClosedRange<Bound>, _ right: ClosedRange<Bound>) -> Bool {
        left.upperBound < right.lowerBound && right.lowerBound - left.upperBound > 1
    }
}
