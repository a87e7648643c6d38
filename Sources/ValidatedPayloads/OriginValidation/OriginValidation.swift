public import NumberResources

/// Route origin validation by the VRPs of a set (RFC 6811).
///
/// ```swift
/// let validation = OriginValidation(set.vrps)
/// validation.state(of: prefix, origin: 64496)      // .valid, .invalid or .notFound
/// validation.validity(of: prefix, origin: 64496)   // and the VRPs that make it so
/// ```
public struct OriginValidation: Sendable {
    /// The authorization of a VRP for its prefix.
    @usableFromInline
    struct Authorisation: Sendable {
        @usableFromInline let asn: ASN
        @usableFromInline let maxLength: UInt8

        init(_ vrp: VRP) {
            asn = vrp.asn
            maxLength = vrp.maxLength
        }
    }

    @usableFromInline let table: PrefixTable<Authorisation>

    /// The index over `vrps`, in any order; building takes linear time when they are in the order of a `PayloadSet`.
    public init(_ vrps: some Sequence<VRP>) {
        let vrps = Array(vrps)
        var entries: [(prefix: IPPrefix, value: Authorisation)] = []
        entries.reserveCapacity(vrps.count)
        var start = 0
        while start < vrps.count {
            var end = start + 1
            while end < vrps.count, vrps[end].prefix.address == vrps[start].prefix.address { end += 1 }
            OriginValidation.appendShortestFirst(vrps[start..<end], to: &entries)
            start = end
        }
        table = PrefixTable(entries)
    }

    /// Appends VRPs of one address, which come longest prefix first, in the order of the table; those of one prefix stay in
    /// theirs.
    private static func appendShortestFirst(
        _ vrps: ArraySlice<VRP>, to entries: inout [(prefix: IPPrefix, value: Authorisation)]
    ) {
        var end = vrps.endIndex
        while end > vrps.startIndex {
            var start = end - 1
            while start > vrps.startIndex, vrps[start - 1].prefix == vrps[end - 1].prefix { start -= 1 }
            for vrp in vrps[start..<end] { entries.append((vrp.prefix, Authorisation(vrp))) }
            end = start
        }
    }

    /// The number of VRPs.
    public var count: Int {
        table.count
    }
}

extension OriginValidation {
    /// The state of a route to `prefix`.
    ///
    /// - Parameter origin: The route's origin AS; `nil` where it has none, because its AS_PATH ends in an AS_SET. Such a route,
    ///   and one that claims to originate in AS 0, is never valid (RFC 6811 section 2, RFC 7607).
    public func state(of prefix: IPPrefix, origin: ASN?) -> RouteOriginState {
        var state = RouteOriginState.notFound
        table.forEachCovering(prefix) { _, authorisations in
            if state == .valid { return }
            state = .invalid
            for authorisation in authorisations where matches(authorisation, prefix, origin) {
                state = .valid
                return
            }
        }
        return state
    }

    /// The number of VRPs that cover `prefix`: those that ``validity(of:origin:)`` gives.
    public func coveringCount(of prefix: IPPrefix) -> Int {
        var count = 0
        table.forEachCovering(prefix) { _, authorisations in count += authorisations.count }
        return count
    }

    /// The state of a route to `prefix`, with every VRP that covers the prefix and whether it matches the route.
    public func validity(of prefix: IPPrefix, origin: ASN?) -> RouteOriginValidity {
        var validity = RouteOriginValidity()
        table.forEachCovering(prefix) { covering, authorisations in
            for authorisation in authorisations {
                let vrp = VRP(prefix: covering, maxLength: authorisation.maxLength, asn: authorisation.asn)
                if matches(authorisation, prefix, origin) {
                    validity.matched.append(vrp)
                } else if authorisation.asn == origin, authorisation.asn != 0 {
                    validity.unmatchedLength.append(vrp)
                } else {
                    validity.unmatchedAS.append(vrp)
                }
            }
        }
        return validity
    }

    private func matches(_ authorisation: Authorisation, _ prefix: IPPrefix, _ origin: ASN?) -> Bool {
        authorisation.asn == origin && authorisation.maxLength >= prefix.length && authorisation.asn != 0
    }
}
