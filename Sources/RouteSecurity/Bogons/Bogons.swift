public import BGPMessages
public import NumberResources

/// Tells which prefixes and AS numbers have no place on the Internet.
///
/// ```swift
/// let bogons = Bogons()
/// bogons.classes(of: prefix).isBogon
/// bogons.block(of: prefix)?.reference      // "RFC 1918"
/// ```
public struct Bogons: Sendable {
    /// Resources that are known to be unallocated.
    public let unallocated: ResourceSet
    private let hasUnallocatedASNs: Bool
    private let blocks: PrefixTable<RegisteredAddressBlock>
    /// For each first octet of an IPv4 address whether a block of the registry begins with it: few do.
    private let mayBeSpecial: [Bool]
    /// Blocks of AS numbers; `nil` for IANA's, whose numbers are compared without a search.
    private let reserved: [ASNBlock]?

    /// - Parameters:
    ///   - unallocated: Addresses and AS numbers that are unallocated according to the regional registries.
    ///   - registries: Numbers of a special purpose; `nil` for IANA's.
    public init(unallocated: ResourceSet = ResourceSet(), registries: SpecialRegistries? = nil) {
        self.unallocated = unallocated
        hasUnallocatedASNs = !unallocated.asns.isEmpty
        reserved = registries?.asns.filter { !$0.mayBeRouted }
        let all = (registries ?? .iana).addresses
        blocks = PrefixTable(all.map { (prefix: $0.prefix, value: $0) })
        var special = Array(repeating: false, count: 256)
        for block in all where block.prefix.family == .ipv4 {
            let last = Int(block.prefix.lastAddress.ipv4Value >> 24)
            for octet in Int(block.prefix.address.ipv4Value >> 24)...last { special[octet] = true }
        }
        mayBeSpecial = special
    }
}

extension Bogons {
    /// The most specific row of IANA's registries that covers `prefix`.
    public func block(of prefix: IPPrefix) -> RegisteredAddressBlock? {
        blocks.longestMatch(prefix)?.values.first
    }

    /// The classes that `prefix` is in.
    public func classes(of prefix: IPPrefix) -> BogonClasses {
        var classes: BogonClasses = []
        switch prefix.family {
        case .ipv4:
            if prefix.length > 24 { classes.insert(.tooLong) }
            if prefix.length < 8 { classes.insert(.tooShort) }
            if mayBeSpecial[Int(prefix.address.ipv4Value >> 24)], block(of: prefix)?.reachability == .notGlobal {
                classes.insert(.martian)
            }
        case .ipv6:
            if prefix.length > 48 { classes.insert(.tooLong) }
            if prefix.length < 16 { classes.insert(.tooShort) }
            if let block = block(of: prefix) {
                if block.reachability == .notGlobal { classes.insert(.martian) }
            } else if !holdsAssignments(prefix) {
                classes.insert(.unallocated)
            }
        }
        if classes.isDisjoint(with: [.martian, .unallocated]), unallocated.contains(prefix) {
            classes.insert(.unallocated)
        }
        return classes
    }

    /// Whether something in `prefix`, which no row covers, may be routed.
    private func holdsAssignments(_ prefix: IPPrefix) -> Bool {
        blocks.covered(by: prefix).contains { $0.values.contains { $0.reachability != .notGlobal } }
    }

    /// Whether `asn` is set apart, so that it must not occur in a path outside of one network.
    func isReserved(_ asn: ASN) -> Bool {
        guard let reserved else { return ASNRegistry.isBogon(asn) }
        return reserved.contains { $0.numbers.contains(asn.rawValue) }
    }

    /// The classes that an AS number of a path is in.
    public func classes(of asn: ASN) -> BogonClasses {
        if isReserved(asn) { return .reservedASN }
        return hasUnallocatedASNs && unallocated.contains(asn) ? .unallocatedASN : []
    }

    /// The classes that AS numbers of `path` are in. Those of a confederation do not count: they are the receiver's
    /// own.
    public func classes(of path: ASPath) -> BogonClasses {
        var classes: BogonClasses = []
        if path.runs.isEmpty {
            for asn in path.asns { classes.formUnion(self.classes(of: asn)) }
            return classes
        }
        for segment in path.segments where segment.kind == .sequence || segment.kind == .set {
            for asn in segment.asns { classes.formUnion(self.classes(of: asn)) }
        }
        return classes
    }

    /// The AS numbers of `path` that are bogon, each once, in the order of the path.
    public func asns(of path: ASPath) -> [ASN] {
        var found: [ASN] = []
        for segment in path.segments where segment.kind == .sequence || segment.kind == .set {
            for asn in segment.asns where !classes(of: asn).isEmpty && !found.contains(asn) { found.append(asn) }
        }
        return found
    }
}
