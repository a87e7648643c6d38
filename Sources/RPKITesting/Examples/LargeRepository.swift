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
            let asn = LargeRepository.asn(number)
            let blocks = [
                IPPrefix(truncating: IPAddress(ipv4: ipv4(number)), length: 20),
                IPPrefix(truncating: IPAddress(ipv6: ipv6(number)), length: 32),
            ]
            var resources = Resources(blocks)
            resources.claims.asns = Resources(asn).claims.asns
            let authority = repository.addCA("ca-\(number)", resources: resources)
            for index in 0..<roasPerAuthority { addROA(index, in: number, authority, of: &repository) }
            repository.addASPA(in: authority, customer: asn, providers: [64496, 64497, 64498])
        }
        return repository
    }

    /// Adds one more ROA to an authority of such a plan and reissues what it publishes.
    ///
    /// - Parameters:
    ///   - index: the number of the ROA within the authority, from `roasPerAuthority` on.
    ///   - number: of the authority, from 0.
    /// - Returns: the authority, the only one whose files are others now.
    public static func addROA(
        _ index: Int, in number: Int, of repository: inout RepositoryPlan, at now: Date
    ) -> AuthorityID {
        let authority = repository.allAuthorities[number + 1]
        addROA(index, in: number, authority, of: &repository)
        repository.reissue(authority, at: now)
        return authority
    }

    private static func addROA(
        _ index: Int, in number: Int, _ authority: AuthorityID, of repository: inout RepositoryPlan
    ) {
        let prefixes = [
            IPPrefix(truncating: IPAddress(ipv4: ipv4(number) | UInt32(index % 16) << 8), length: 24),
            IPPrefix(truncating: IPAddress(ipv6: ipv6(number) | UInt128(index & 0xffff) << 80), length: 48),
        ]
        repository.addROA(
            in: authority, asn: asn(number), prefixes.map { ROAPrefix($0) }, name: "roa-\(index).roa")
    }

    private static func asn(_ number: Int) -> ASN {
        ASN(4_200_000_000 + UInt32(number))
    }

    private static func ipv4(_ number: Int) -> UInt32 {
        UInt32(16 << 24) + UInt32(number) << 12
    }

    private static func ipv6(_ number: Int) -> UInt128 {
        UInt128(0x2400) << 112 | UInt128(number) << 96
    }
}
