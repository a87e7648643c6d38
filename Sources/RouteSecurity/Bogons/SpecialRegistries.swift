public import NumberResources

/// The registries of numbers that have a special purpose, which ``Bogons`` judges by.
///
/// A node has IANA's. Others are for laboratories whose whole world is made of numbers for documentation; they are a parameter, and
/// nothing in a configuration can name them.
public struct SpecialRegistries: Sendable {
    /// Blocks of addresses; of IPv6, also those that are assigned: the rest is held back.
    public let addresses: [RegisteredAddressBlock]
    /// Blocks of AS numbers that are not handed out.
    public let asns: [ASNBlock]

    /// IANA's.
    public static let iana = SpecialRegistries(
        addresses: AddressRegistry.ipv4SpecialPurpose + AddressRegistry.ipv6SpecialPurpose
            + AddressRegistry.ipv6Assignments,
        asns: ASNRegistry.specialPurpose)

    /// These registries, but for blocks that a laboratory hands out as if they were assigned.
    ///
    /// - Parameters:
    ///   - prefixes: Addresses that can be handed out.
    ///   - numbers: AS numbers that can be handed out; what is left of a block on either side stays reserved.
    public func handingOut(_ prefixes: [IPPrefix], _ numbers: [ClosedRange<UInt32>]) -> SpecialRegistries {
        let kept = addresses.filter { block in !prefixes.contains { $0.covers(block.prefix) } }
        let handedOut = prefixes.map { RegisteredAddressBlock($0, "Handed out", "laboratory", .global) }
        let left = asns.flatMap { block in block.without(numbers) }
        return SpecialRegistries(addresses: kept + handedOut, asns: left)
    }
}

extension ASNBlock {
    /// What is left of the block.
    fileprivate func without(_ ranges: [ClosedRange<UInt32>]) -> [ASNBlock] {
        var left = [numbers]
        for range in ranges {
            left = left.flatMap { part -> [ClosedRange<UInt32>] in
                guard part.overlaps(range) else { return [part] }
                var rest: [ClosedRange<UInt32>] = []
                if part.lowerBound < range.lowerBound { rest.append(part.lowerBound...(range.lowerBound - 1)) }
                if part.upperBound > range.upperBound { rest.append((range.upperBound + 1)...part.upperBound) }
                return rest
            }
        }
        return left.map { ASNBlock($0, name, reference, mayBeRouted: mayBeRouted) }
    }
}
