/// Numbers and what is said of them, without the strings.
package struct DelegatedRange<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    package var lower: Bound
    package var upper: Bound
    package var record: DelegatedRecord
}

/// A `Delegation` in 20 octets.
package struct DelegatedRecord: Hashable, Sendable {
    /// The end date of the section it is from; 0 where there is none.
    package var published: UInt32
    /// 0 where there is none.
    package var date: UInt32
    /// The place of the holder in the list of them, counted from 1; 0 where there is none.
    package var holder: UInt32
    package var economy: Economy?
    package var registry: InternetRegistry
    package var status: Delegation.Status

    /// True if this record takes precedence if both are about the same numbers: the one published later; then the one
    /// that says delegated; then, so that the order of files does not matter, the lesser one. Holders are numbered in
    /// their order.
    func outranks(_ other: DelegatedRecord) -> Bool {
        if published != other.published { return published > other.published }
        if status.isDelegated != other.status.isDelegated { return status.isDelegated }
        if registry != other.registry { return registry < other.registry }
        if status != other.status { return status.rawValue < other.status.rawValue }
        if economy != other.economy { return (economy?.code ?? 0) > (other.economy?.code ?? 0) }
        if date != other.date { return date > other.date }
        return holder > other.holder
    }
}
