/// An element of a list of addresses (RFC 3779 section 2.2.3.7).
///
///     IPAddressOrRange ::= CHOICE {
///         addressPrefix        IPAddress,
///         addressRange         IPAddressRange }
///
///     IPAddressRange ::= SEQUENCE {
///         min                  IPAddress,
///         max                  IPAddress }
public enum IPAddressOrRange: Hashable, Sendable {
    case prefix(IPPrefix)
    /// Never one that is a prefix, when made by the initialisers here.
    case range(IPRange)

    /// A prefix where the range is one: section 2.2.3.7 leaves no choice.
    public init(_ range: IPRange) {
        self = range.prefix.map { .prefix($0) } ?? .range(range)
    }

    /// The element that `addressRange` represents.
    ///
    /// Bits that the shortest encoding would leave out are let pass; see `isShortestMinimum` and `isShortestMaximum`.
    /// - Throws: `mixedFamilies`, `inverted` or `rangeIsPrefix`.
    public init(minimum: IPAddressBitString, maximum: IPAddressBitString) throws(RFC3779Error) {
        let first = minimum.lowest
        let last = maximum.highest
        guard first.family == last.family else { throw .mixedFamilies }
        guard let range = IPRange(first, last) else { throw .inverted(.addresses) }
        if let prefix = range.prefix { throw .rangeIsPrefix(prefix) }
        self = .range(range)
    }

    /// All addresses of the element.
    public var range: IPRange {
        switch self {
        case .prefix(let prefix): IPRange(prefix)
        case .range(let range): range
        }
    }
}

extension IntervalSet {
    /// The set as the elements of `addressesOrRanges`, in canonical form (RFC 3779 section 2.2.3.6).
    ///
    /// - Precondition: `Bound` is as wide as an address of `family`.
    @inlinable
    public func addressesOrRanges(_ family: AddressFamily) -> [IPAddressOrRange] {
        addressRanges(family).map { IPAddressOrRange($0) }
    }
}
