import NumberResources

/// Prefixes as the payloads of the global RPKI have them: four fifths IPv4, mostly /24, IPv6 mostly /32 to /48, half of all
/// within a larger one that is there too.
struct SyntheticRoutes {
    typealias Entry = (prefix: IPPrefix, value: UInt32)

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed)
    }

    /// `count` entries in random order; `ipv6Share` of them, of a hundred, IPv6.
    mutating func entries(_ count: Int, ipv6Share: Int = 20) -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        while entries.count < count {
            let block = Int.random(in: 0..<100, using: &generator) < ipv6Share ? ipv6Block() : ipv4Block()
            entries.append((block, origin()))
            let longest = block.family == .ipv4 ? 24 : 48
            let more = Int.random(in: 0...2, using: &generator)
            for _ in 0..<more where entries.count < count && Int(block.length) < longest {
                entries.append(
                    (within(block, .random(in: Int(block.length) + 1...longest, using: &generator)), origin()))
            }
        }
        return entries.shuffled(using: &generator)
    }

    /// Prefixes within those of `entries`, in random order: /28 or /64.
    mutating func queries(_ entries: [Entry]) -> [IPPrefix] {
        entries.shuffled(using: &generator).map { within($0.prefix, $0.prefix.family == .ipv4 ? 28 : 64) }
    }

    private mutating func origin() -> UInt32 {
        UInt32.random(in: 1...400_000, using: &generator)
    }

    private mutating func ipv4Block() -> IPPrefix {
        let lengths = [16, 18, 19, 20, 20, 21, 22, 22, 22, 23, 24, 24, 24, 24, 24, 24]
        let address = UInt32.random(in: 0x0100_0000...0xdfff_ffff, using: &generator)
        return prefix(UInt128(address) << 96, .ipv4, lengths)
    }

    /// In the parts of 2000::/3 that registries assign from.
    private mutating func ipv6Block() -> IPPrefix {
        let parts: [UInt128] = [0x2001_02, 0x2400, 0x2600, 0x2800, 0x2a00, 0x2c00]
        let part = parts[Int.random(in: 0..<parts.count, using: &generator)]
        let top = part > 0xffff ? part << 104 : part << 112
        let spread = (UInt128(generator.next()) << 64) >> (part > 0xffff ? 24 : 12)
        return prefix(top | spread, .ipv6, [29, 32, 32, 32, 36, 40, 44, 48, 48, 48, 48])
    }

    private mutating func prefix(_ bits: UInt128, _ family: AddressFamily, _ lengths: [Int]) -> IPPrefix {
        IPPrefix(
            truncating: IPAddress(leftAligned: bits, family: family),
            length: lengths[Int.random(in: 0..<lengths.count, using: &generator)])
    }

    private mutating func within(_ prefix: IPPrefix, _ length: Int) -> IPPrefix {
        let random = (UInt128(generator.next()) << 64) >> UInt128(prefix.length)
        return IPPrefix(
            truncating: IPAddress(leftAligned: prefix.leftAlignedBits | random, family: prefix.family), length: length)
    }
}
