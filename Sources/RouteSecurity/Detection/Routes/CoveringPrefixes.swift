import NumberResources

/// The prefixes around monitored ones. Of all routes of the Internet hardly any is one of them, and the first 16 bits rule
/// most out.
struct CoveringPrefixes: Sendable {
    /// Shorter prefixes are not carried by networks.
    private static let shortest = (ipv4: 8, ipv6: 16)

    private var numbers: [IPPrefix: Int32] = [:]
    /// One bit for each first 16 bits of a monitored address, of both families.
    private var marks: [UInt64] = []
    /// The length of the longest monitored prefix.
    private var longest = (ipv4: 0, ipv6: 0)

    /// - Parameter prefixes: The monitored prefixes, by number.
    init(_ prefixes: [IPPrefix]) {
        if prefixes.isEmpty { return }
        marks = Array(repeating: 0, count: 1_024)
        for (number, prefix) in prefixes.enumerated() {
            let isIPv4 = prefix.family == .ipv4
            let length = Int(prefix.length)
            if isIPv4 { longest.ipv4 = max(longest.ipv4, length) } else { longest.ipv6 = max(longest.ipv6, length) }
            let place = CoveringPrefixes.mark(prefix)
            marks[place >> 6] |= 1 << UInt64(place & 63)
            let shortest = isIPv4 ? CoveringPrefixes.shortest.ipv4 : CoveringPrefixes.shortest.ipv6
            for shorter in stride(from: length - 1, through: shortest, by: -1) {
                let around = IPPrefix(truncating: prefix.address, length: shorter)
                if numbers[around] == nil { numbers[around] = Int32(number) }
            }
        }
    }

    @inline(__always)
    private static func mark(_ prefix: IPPrefix) -> Int {
        Int(truncatingIfNeeded: prefix.leftAlignedBits >> 112)
    }

    /// The first monitored prefix in `prefix`.
    @inline(__always)
    subscript(prefix: IPPrefix) -> Int32? {
        let length = Int(prefix.length)
        guard length < (prefix.family == .ipv4 ? longest.ipv4 : longest.ipv6) else { return nil }
        if length >= 16 {
            let place = CoveringPrefixes.mark(prefix)
            guard marks[place >> 6] & 1 << UInt64(place & 63) != 0 else { return nil }
        }
        return numbers[prefix]
    }
}
