extension IntervalSet {
    @inlinable
    public func contains(_ number: Bound) -> Bool {
        contains(number...number)
    }

    /// True if every number of `range` is in the set.
    @inlinable
    public func contains(_ range: ClosedRange<Bound>) -> Bool {
        let end = endIndex(startingThrough: range.lowerBound)
        return end > 0 && storage[end - 1].upperBound >= range.upperBound
    }

    /// True if at least one number of `range` is in the set.
    @inlinable
    public func overlaps(_ range: ClosedRange<Bound>) -> Bool {
        let end = endIndex(startingThrough: range.upperBound)
        return end > 0 && storage[end - 1].upperBound >= range.lowerBound
    }

    /// True if the set holds all of `other`.
    @inlinable
    public func isSuperset(of other: IntervalSet) -> Bool {
        other.storage.allSatisfy { contains($0) }
    }

    /// True if the sets have no number in common.
    @inlinable
    public func isDisjoint(with other: IntervalSet) -> Bool {
        storage.count < other.storage.count
            ? !storage.contains { other.overlaps($0) } : !other.storage.contains { overlaps($0) }
    }

    @inlinable
    public func union(_ other: IntervalSet) -> IntervalSet {
        if other.isEmpty { return self }
        if isEmpty { return other }
        var result = IntervalSet()
        result.storage.reserveCapacity(storage.count + other.storage.count)
        var left = 0
        var right = 0
        while left < storage.count || right < other.storage.count {
            if right == other.storage.count
                || left < storage.count && storage[left].lowerBound <= other.storage[right].lowerBound
            {
                result.merge(storage[left])
                left += 1
            } else {
                result.merge(other.storage[right])
                right += 1
            }
        }
        return result
    }

    @inlinable
    public func intersection(_ other: IntervalSet) -> IntervalSet {
        var result: [ClosedRange<Bound>] = []
        var left = 0
        var right = 0
        while left < storage.count, right < other.storage.count {
            let lower = Swift.max(storage[left].lowerBound, other.storage[right].lowerBound)
            let upper = Swift.min(storage[left].upperBound, other.storage[right].upperBound)
            if lower <= upper { result.append(lower...upper) }
            if storage[left].upperBound < other.storage[right].upperBound { left += 1 } else { right += 1 }
        }
        return IntervalSet(canonical: result)
    }

    /// The numbers in this set that are not in `other`.
    @inlinable
    public func subtracting(_ other: IntervalSet) -> IntervalSet {
        var result: [ClosedRange<Bound>] = []
        var index = 0
        for range in storage {
            var lower = range.lowerBound
            var isOpen = true
            while index < other.storage.count, other.storage[index].upperBound < lower { index += 1 }
            var next = index
            while next < other.storage.count, other.storage[next].lowerBound <= range.upperBound {
                let hole = other.storage[next]
                if hole.lowerBound > lower { result.append(lower...(hole.lowerBound - 1)) }
                if hole.upperBound >= range.upperBound {
                    isOpen = false
                    break
                }
                lower = hole.upperBound + 1
                next += 1
            }
            if isOpen { result.append(lower...range.upperBound) }
        }
        return IntervalSet(canonical: result)
    }

    /// The number of ranges that begin at or before `number`.
    @inlinable
    func endIndex(startingThrough number: Bound) -> Int {
        var low = 0
        var high = storage.count
        while low < high {
            let middle = (low + high) / 2
            if storage[middle].lowerBound <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
