internal import NumberResources
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The answer to what a route's validity is, in the words and layout of Routinator.
struct ValidityAnswer: Sendable {
    let validation: OriginValidation
    /// The clock of the run.
    let generated: Date

    init(_ current: VersionedPayloads) {
        validation = current.validation
        generated = current.served.date
    }

    /// The number of VRPs that the answer about `routes` has to list; counting ends beyond `limit`.
    func vrpCount(of routes: [RouteQuery], limit: Int) -> Int {
        var count = 0
        for route in routes {
            count += validation.coveringCount(of: route.prefix)
            if count > limit { break }
        }
        return count
    }

    /// `{"validated_route":…,"generatedTime":…}`
    func one(_ route: RouteQuery) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(1_024)
        var portions = ValidityPortions(self, routes: [route], isList: false)
        while portions.appendPortion(to: &out) {}
        return out
    }
}

extension RouteOriginValidity {
    /// The same, but VRPs with too short a maximum length are among the unmatched lengths regardless of their AS, as in
    /// Routinator.
    func inRoutinatorsLists(_ route: RouteQuery) -> RouteOriginValidity {
        var validity = self
        let isTooShort = { (vrp: VRP) in vrp.maxLength < route.prefix.length }
        guard unmatchedAS.contains(where: isTooShort) else { return self }
        validity.unmatchedAS.removeAll(where: isTooShort)
        validity.unmatchedLength += unmatchedAS.filter(isTooShort)
        validity.unmatchedLength.sort { ($0.prefix.length, $1) > ($1.prefix.length, $0) }
        return validity
    }

    /// The reason why a route is invalid, in Routinator's lists: its AS, when a VRP of another AS allows its length.
    var reason: StaticString? {
        switch state {
        case .valid, .notFound: nil
        case .invalid: unmatchedAS.isEmpty ? "length" : "as"
        }
    }

    /// The sentences that the RIPE NCC's validator had, which programs compare.
    var sentence: StaticString {
        switch state {
        case .valid: "At least one VRP Matches the Route Prefix"
        case .notFound: "No VRP Covers the Route Prefix"
        case .invalid:
            !unmatchedAS.isEmpty
                ? "At least one VRP Covers the Route Prefix, but no VRP ASN matches the route origin ASN"
                : """
                At least one VRP Covers the Route Prefix, but the Route Prefix length is greater than the maximum \
                length allowed by VRP(s) matching this route origin ASN
                """
        }
    }
}
