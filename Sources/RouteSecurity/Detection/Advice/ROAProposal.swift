import NumberResources

/// ROAs that make wanted routes valid and none invalid that is legitimate: as few as can be, none for more than is announced or
/// advised (RFC 9319 section 5), those for the most specific prefixes first.
struct ROAProposal {
    typealias Route = OwnPayloads.Pair

    /// One ROA.
    struct Line: Hashable {
        let prefix: IPPrefix
        let maxLength: UInt8
        let origin: ASN

        func authorises(_ route: Route) -> Bool {
            origin == route.origin && prefix.covers(route.prefix) && route.prefix.length <= maxLength
        }
    }

    private(set) var lines: [Line] = []

    /// - Parameters:
    ///   - wanted: Routes that are to be valid.
    ///   - legitimate: Routes that are announced, or may be, by the configuration.
    ///   - payloads: The VRPs that there are.
    init(_ wanted: [Route], legitimate: [Route], _ payloads: OwnPayloads) {
        func isValid(_ route: Route) -> Bool { !payloads.authorising(route.prefix, route.origin).isEmpty }
        let unauthorised = wanted.filter { !isValid($0) }
        // A ROA makes all other routes to its prefix invalid that no ROA covers so far.
        let endangered = legitimate.filter { route in
            payloads.isEmpty(covering: route.prefix) && unauthorised.contains { $0.prefix.covers(route.prefix) }
        }
        let targets = Set(unauthorised + endangered).sorted { ($0.prefix, $0.origin) < ($1.prefix, $1.origin) }
        let allowed = Set(wanted + legitimate)
        for target in targets where !lines.contains(where: { $0.authorises(target) }) {
            // A wider ROA must not cover what nothing covers so far and nothing was looked at of.
            lines.append(
                ROAProposal.line(for: target, allowed) { wider in
                    !payloads.isEmpty(covering: wider) || targets.contains { $0.prefix.covers(wider) }
                })
        }
        lines = lines.filter { line in
            !lines.contains {
                $0 != line && $0.origin == line.origin && $0.prefix.covers(line.prefix)
                    && $0.maxLength >= line.maxLength
            }
        }
        lines.sort { ($1.prefix.length, $0.prefix, $0.origin) < ($0.prefix.length, $1.prefix, $1.origin) }
    }

    /// The ROA for a route that authorises the most of what is allowed, and nothing else.
    private static func line(
        for target: Route, _ allowed: Set<Route>, mayCover: (IPPrefix) -> Bool
    ) -> Line {
        var start = target.prefix
        var best = Line(prefix: start, maxLength: start.length, origin: target.origin)
        // Upward, to a prefix all of whose parts of these lengths are allowed.
        while start.length > 0, target.prefix.length - start.length < 4 {
            start = IPPrefix(truncating: start.address, length: Int(start.length) - 1)
            guard mayCover(start), isAllowed(start, target.origin, upTo: target.prefix.length, allowed) else { break }
            best = Line(prefix: start, maxLength: target.prefix.length, origin: target.origin)
        }
        while best.maxLength < UInt8(best.prefix.family.bitWidth), best.maxLength - best.prefix.length < 4,
            isAllowed(best.prefix, target.origin, upTo: best.maxLength + 1, allowed)
        {
            best = Line(prefix: best.prefix, maxLength: best.maxLength + 1, origin: best.origin)
        }
        return best
    }

    /// Whether a prefix and all its parts up to a length are allowed.
    private static func isAllowed(_ prefix: IPPrefix, _ origin: ASN, upTo length: UInt8, _ allowed: Set<Route>) -> Bool
    {
        guard allowed.contains(Route(prefix: prefix, origin: origin)) else { return false }
        guard prefix.length < length else { return true }
        guard let halves = prefix.halves else { return false }
        return isAllowed(halves.0, origin, upTo: length, allowed) && isAllowed(halves.1, origin, upTo: length, allowed)
    }
}
