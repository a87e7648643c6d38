public import Foundation
internal import NumberResources

/// Repositories of any size, for measurements.
public enum LargeRepository {
    /// A trust anchor with `authorities` CAs below it, each with a /20 and a /32 of its own, an AS number,
    /// `roasPerAuthority` ROAs of one IPv4 and one IPv6 prefix, and an ASPA.
    ///
    /// - Precondition: at most 65,536 authorities.
    public static func plan(
        authorities: Int, roasPerAuthority: Int, at now: Date, keys: KeyPool = KeyPool()
    ) -> RepositoryPlan {
        precondition(authorities <= 65_536, "there are 65,536 blocks of addresses")
        var repository = RepositoryPlan(trustAnchor: "large", at: now, keys: keys)
        for number in 0..<authorities {
            let asn = ASN(4_200_000_000 + UInt32(number))
            let ipv4 = UInt32(16 << 24) + UInt32(number) << 12
            let ipv6 = UInt128(0x2400) << 112 | UInt128(number) << 96
            let blocks = [
                IPPrefix(truncating: IPAddress(ipv4: ipv4), length: 20),
                IPPrefix(truncating: IPAddress(ipv6: ipv6), length: 32),
            ]
            var resources = Resources(blocks)
            resources.claims.asns = Resources(asn).claims.asns
            let authority = repository.addCA("ca-\(number)", resources: resources)
            for index in 0..<roasPerAuthority {
                let prefixes = [
                    IPPrefix(truncating: IPAddress(ipv4: ipv4 | UInt32(index % 16) << 8), length: 24),
                    IPPrefix(truncating: IPAddress(ipv6: ipv6 | UInt128(index & 0xffff) << 80), length: 48),
                ]
                repository.addROA(in: authority, asn: asn, prefixes.map { ROAPrefix($0) }, name: "roa-\(index).roa")
            }
            repository.addASPA(in: authority, customer: asn, providers: [64496, 64497, 64498])
        }
        return repository
    }
}
