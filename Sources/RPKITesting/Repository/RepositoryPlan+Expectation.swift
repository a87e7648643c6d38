internal import NumberResources

extension RepositoryPlan {
    /// The payloads of the plan if everything broken is refused: a model of validation that knows only the plan.
    func expectedPayloads() -> ExpectedPayloads {
        var expected = ExpectedPayloads()
        var held: [AuthorityID: ResourceSet] = [:]
        for authority in allAuthorities where isPointComplete(authority) {
            guard let resources = resources(of: authority, held) else { continue }
            held[authority] = resources
            for object in self[authority].objects where isAccepted(object) {
                collect(object, holding: resources, flavour: self[authority].issuedFlavour, into: &expected)
            }
        }
        return expected
    }

    private func isPointComplete(_ authority: AuthorityID) -> Bool {
        let plan = self[authority]
        return !plan.isRefused && plan.isCaptured && plan.phantoms.isEmpty && plan.listsCRL && plan.publishesCRL
            && plan.publishesManifest && plan.thisUpdate <= now && now <= plan.nextUpdate
            && plan.objects.allSatisfy { !$0.isListed || ($0.isPublished && $0.tamper == nil) }
    }

    private func isAccepted(_ object: PublishedObject) -> Bool {
        object.isListed && !object.isRefused && object.validity.contains(now)
    }

    /// The resources of an authority, given those of its ancestors; `nil` if its certificate is refused.
    private func resources(of authority: AuthorityID, _ held: [AuthorityID: ResourceSet]) -> ResourceSet? {
        let plan = self[authority]
        guard let certificate = certificate(of: authority) else {
            let isAccepted = !trustAnchorCertificate.isRefused && trustAnchorCertificate.validity.contains(now)
            return isAccepted ? plan.resources.claims.resolved(issuer: ResourceSet()) : nil
        }
        guard let issuer = held[certificate.authority], isAccepted(self[certificate]) else { return nil }
        return effective(plan.resources, plan.flavour, within: issuer)
    }

    private func effective(
        _ resources: Resources, _ flavour: ResourceFlavour, within issuer: ResourceSet
    ) -> ResourceSet? {
        let claimed = resources.claims.resolved(issuer: issuer)
        if issuer.isSuperset(of: claimed) { return claimed }
        return flavour == .reconsidered ? claimed.intersection(issuer) : nil
    }

    private func collect(
        _ object: PublishedObject, holding issuer: ResourceSet, flavour: ResourceFlavour,
        into expected: inout ExpectedPayloads
    ) {
        switch object.kind {
        case .signed(.roa(let roa), let resources):
            guard let held = effective(resources, flavour, within: issuer) else { return }
            let vrps = roa.vrps
            if vrps.allSatisfy({ held.contains($0.prefix) }) { expected.vrps.formUnion(vrps) }
        case .signed(.aspa(let aspa), let resources):
            let held = effective(resources, flavour, within: issuer)
            guard let customer = aspa.customer.asn, held?.contains(customer) == true else { return }
            expected.aspas[customer, default: []].formUnion(aspa.providers.compactMap(\.asn))
        case .router(let asns, let key):
            guard issuer.asns.isSuperset(of: IntervalSet(asns.map { $0.rawValue...$0.rawValue })) else { return }
            for asn in asns {
                expected.routerKeys.insert(
                    ExpectedPayloads.RouterKey(
                        asn: asn, keyIdentifier: key.keyIdentifier, subjectPublicKeyInfo: key.subjectPublicKeyInfo))
            }
        case .authority, .octets, .signed:
            break
        }
    }
}

extension DERInteger {
    /// The number as an AS number, when it is one.
    var asn: ASN? {
        guard contents.first.map({ $0 < 0x80 }) ?? false, contents.count <= 5 else { return nil }
        return UInt32(exactly: contents.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }).map { ASN($0) }
    }
}

extension ROAPlan {
    /// The payloads of a ROA that is as it should be.
    var vrps: [ExpectedPayloads.VRP] {
        guard let asn = asID.asn else { return [] }
        return families.flatMap { family in
            family.addresses.map { address in
                let prefix = address.address.prefix(family.addressFamily == [0, 1] ? .ipv4 : .ipv6)
                let maxLength = address.maxLength?.contents.last.map { Int($0) } ?? Int(prefix.length)
                return ExpectedPayloads.VRP(asn: asn, prefix: prefix, maxLength: maxLength)
            }
        }
    }
}

extension BitString {
    /// The prefix of these bits, of a family that has as many.
    func prefix(_ family: AddressFamily) -> IPPrefix {
        let bits = octets.prefix(16).enumerated().reduce(UInt128(0)) {
            $0 | UInt128($1.element) << UInt128(120 - 8 * $1.offset)
        }
        let length = min(max(0, octets.count * 8 - Int(unusedBits)), family.bitWidth)
        return IPPrefix(truncating: IPAddress(leftAligned: bits, family: family), length: length)
    }
}
