import BGPMessages

extension BGPTime {
    func adding(seconds: Int) -> BGPTime {
        BGPTime(microseconds: microseconds.addingClamped(Int64(clamping: seconds).multipliedClamped(1_000_000)))
    }

    /// Whole and broken seconds since `other`, in microseconds.
    func microseconds(since other: BGPTime) -> Int64 {
        let (difference, overflow) = microseconds.subtractingReportingOverflow(other.microseconds)
        return overflow ? (microseconds > other.microseconds ? .max : .min) : difference
    }
}

extension Int64 {
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }

    func subtractingClamped(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other > 0 ? .min : .max) : difference
    }

    fileprivate func multipliedClamped(_ factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? ((self > 0) == (factor > 0) ? .max : .min) : product
    }
}
