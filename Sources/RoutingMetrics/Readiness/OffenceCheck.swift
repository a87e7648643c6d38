internal import BGPMessages
internal import NumberResources
public import Registries
public import RouteSecurity
public import ValidatedPayloads

/// Tells what routes do that they should not: by the VRPs, the ASPAs, IANA's registries and the delegated statistics.
///
/// - **hijack** (M2): the VRPs make the origin invalid, all of them are of other ASes, none of these is on the path, no
///   route object covers the route with this origin, and prefix and origin are not of one holder.
/// - **leak** (M1): the path is invalid even for a customer of the peer
///   (draft-ietf-sidrops-aspa-verification section 6.3), and only one AS can be the one that leaked.
/// - **bogon prefix** (M3): the prefix must not be announced.
/// - **bogon AS number** (M4): the path contains one that must not be used; it counts for the AS that received the
///   route from there.
public struct OffenceCheck: Sendable {
    private let origins: OriginValidation
    private let paths: PathVerification
    private let hasASPAs: Bool
    private let bogons: Bogons
    private let delegated: DelegatedStatistics
    private let objects: RouteObjects

    /// - Parameter bogons: What must not be used; `nil` for IANA's registries with what `delegated` leaves unallocated.
    public init(
        payloads: PayloadSet, delegated: DelegatedStatistics, objects: RouteObjects = RouteObjects(),
        bogons: Bogons? = nil
    ) {
        origins = OriginValidation(payloads.vrps)
        paths = PathVerification(payloads.aspas)
        hasASPAs = !payloads.aspas.isEmpty
        self.bogons = bogons ?? Bogons(unallocated: delegated.unallocated)
        self.delegated = delegated
        self.objects = objects
    }
}

extension OffenceCheck {
    /// The offences of the route (none for nearly all routes), and whether its origin is invalid.
    func judge(_ prefix: IPPrefix, _ path: ASPath, from peer: ASN) -> (offences: [RouteOffence], isInvalid: Bool) {
        var offences: [RouteOffence] = []
        let classes = bogons.classes(of: prefix)
        let isBogonPrefix = !classes.isDisjoint(with: [.martian, .unallocated])
        let state = isBogonPrefix ? .notFound : origins.state(of: prefix, origin: path.origin)
        let hasBogonASN = bogons.classes(of: path).isBogon
        let mayLeak = hasASPAs && paths.state(of: path, from: peer, role: .provider) == .invalid
        if !isBogonPrefix, state != .invalid, !hasBogonASN, !mayLeak { return ([], false) }
        let asns = path.compressed
        if isBogonPrefix, let origin = path.origin {
            offences.append(
                RouteOffence(
                    metric: .bogonPrefix, culprit: origin, neighbour: asns.dropLast().last,
                    isAdministrative: classes.isDisjoint(with: .martian) && isReserved(prefix), prefix: prefix,
                    origin: origin))
        }
        if state == .invalid, let origin = path.origin, isHijack(prefix, origin, asns) {
            offences.append(
                RouteOffence(
                    metric: .hijack, culprit: origin, neighbour: asns.dropLast().last, prefix: prefix, origin: origin))
        }
        if hasBogonASN { appendBogonASNs(asns, prefix, path.origin, to: &offences) }
        if mayLeak, let index = leaker(path, asns, peer) {
            offences.append(
                RouteOffence(
                    metric: .leak, culprit: asns[index], neighbour: index > 0 ? asns[index - 1] : nil, prefix: prefix,
                    origin: path.origin))
        }
        return (offences, state == .invalid)
    }

    /// True if a registry holds all of the prefix in reserve, rather than never having allocated it.
    private func isReserved(_ prefix: IPPrefix) -> Bool {
        delegated.record(of: prefix)?.status == .reserved
    }

    private func isHijack(_ prefix: IPPrefix, _ origin: ASN, _ path: [ASN]) -> Bool {
        let validity = origins.validity(of: prefix, origin: origin)
        // Its own VRP with too short a maximum length is a mistake in the ROA: it shows in the share of invalid routes.
        guard validity.unmatchedLength.isEmpty,
            !validity.unmatchedAS.contains(where: { $0.asn != 0 && path.contains($0.asn) }),
            objects.match(of: prefix, origin: origin) == nil
        else { return false }
        guard let holder = delegated.record(of: prefix)?.holder, holder != 0 else { return true }
        return delegated.record(of: origin)?.holder != holder
    }

    private func appendBogonASNs(
        _ path: [ASN], _ prefix: IPPrefix, _ origin: ASN?, to offences: inout [RouteOffence]
    ) {
        for (index, asn) in path.enumerated() where bogons.classes(of: asn).isBogon {
            guard let place = path[..<index].lastIndex(where: { !bogons.classes(of: $0).isBogon }) else { continue }
            let offence = RouteOffence(
                metric: .bogonASN, culprit: path[place], neighbour: place > 0 ? path[place - 1] : nil,
                isAdministrative: ASNRegistry.block(of: asn) == nil && delegated.record(of: asn)?.status == .reserved,
                prefix: prefix, origin: origin, bogon: asn)
            if !offences.contains(offence) { offences.append(offence) }
        }
    }

    /// The place of the one AS that can have leaked the route; `nil` where there are several or none.
    private func leaker(_ path: ASPath, _ asns: [ASN], _ peer: ASN) -> Int? {
        let validity = paths.validity(of: path, from: peer, role: .provider)
        guard validity.defect == nil, validity.suspects.count == 1 else { return nil }
        return asns.firstIndex(of: validity.suspects[0])
    }
}
