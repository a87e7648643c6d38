/// A set of numbers as sorted, disjoint, non-adjacent closed ranges: the canonical form of RFC 3779 sections 2.2.3.6 and
/// 3.2.3.4. Equal sets have equal ranges.
public struct IntervalSet<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
    /// Ascending; between two neighbours lies at least one number that is not in the set.
    public private(set) var ranges: [ClosedRange<Bound>]

    @inlinable
    public init() {
        self.init(canonical: [])
    }

    /// The set of all numbers in `ranges`, which may overlap, touch and stand in any order.
    public init(_ ranges: some Sequence<ClosedRange<Bound>>) {
        let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
        var merged: [ClosedRange<Bound>] = []
        merged.reserveCapacity(sorted.count)
        for range in sorted {
            if let last = merged.last,
                last.upperBound == .max || range.lowerBound <= last.upperBound + 1
            {
                merged[merged.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
    }

    /// Takes over ranges that are already sorted, disjoint and not adjacent.
    public init(canonical ranges: [ClosedRange<Bound>]) {
        self.ranges = ranges
    }

    /// Every number of the type.
    public static var all: IntervalSet {
        IntervalSet(canonical: [Bound.min...Bound.max])
    }

    public var isEmpty: Bool {
        ranges.isEmpty
    }
}

extension IntervalSet {
    public func contains(_ number: Bound) -> Bool {
        contains(number...number)
    }

    /// Whether every number of `range` is in the set.
    public func contains(_ range: ClosedRange<Bound>) -> Bool {
        guard let candidate = lastRange(startingAtOrBefore: range.lowerBound) else { return false }
        return candidate.upperBound >= range.upperBound
    }

    /// Whether the set holds all of `other`.
    public func isSuperset(of other: IntervalSet) -> Bool {
        other.ranges.allSatisfy(contains)
    }

    public func union(_ other: IntervalSet) -> IntervalSet {
        if other.isEmpty { return self }
        if isEmpty { return other }
        return IntervalSet(ranges + other.ranges)
    }

    public func intersection(_ other: IntervalSet) -> IntervalSet {
        var result: [ClosedRange<Bound>] = []
        var left = 0
        var right = 0
        while left < ranges.count, right < other.ranges.count {
            let lower = Swift.max(ranges[left].lowerBound, other.ranges[right].lowerBound)
            let upper = Swift.min(ranges[left].upperBound, other.ranges[right].upperBound)
            if lower <= upper { result.append(lower...upper) }
            if ranges[left].upperBound < other.ranges[right].upperBound { left += 1 } else { right += 1 }
        }
        return IntervalSet(canonical: result)
    }

    /// What is in this set and not in `other`.
    public func subtracting(_ other: IntervalSet) -> IntervalSet {
        var result: [ClosedRange<Bound>] = []
        var index = 0
        for range in ranges {
            var lower = range.lowerBound
            var open = true
            while index < other.ranges.count, other.ranges[index].upperBound < lower { index += 1 }
            var next = index
            while next < other.ranges.count, other.ranges[next].lowerBound <= range.upperBound {
                let hole = other.ranges[next]
                if hole.lowerBound > lower { result.append(lower...(hole.lowerBound - 1)) }
                if hole.upperBound >= range.upperBound {
                    open = false
                    break
                }
                lower = Swift.max(lower, hole.upperBound + 1)
                next += 1
            }
            if open { result.append(lower...range.upperBound) }
        }
        return IntervalSet(canonical: result)
    }

    private func lastRange(startingAtOrBefore number: Bound) -> ClosedRange<Bound>? {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound <= number { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : ranges[low - 1]
    }
}
