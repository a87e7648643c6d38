internal import NumberResources
internal import ValidatedPayloads

/// Puts payloads into octets: numbers of variable length, prefixes without the octets that are zero.
struct RecordWriter {
    private(set) var octets: [UInt8] = []
    private var names: [String: Int] = [:]

    mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            octets.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        octets.append(UInt8(rest))
    }

    mutating func write(_ count: Int) { write(UInt64(count)) }

    mutating func write(_ bytes: some Collection<UInt8>) {
        write(bytes.count)
        octets.append(contentsOf: bytes)
    }

    mutating func write(_ vrp: VRP) {
        // The family is in the lowest bit.
        write(UInt64(vrp.prefix.length) << 1 | (vrp.prefix.family == .ipv6 ? 1 : 0))
        write(UInt64(vrp.maxLength - vrp.prefix.length))
        let bits = vrp.prefix.leftAlignedBits
        for index in 0..<(Int(vrp.prefix.length) + 7) / 8 {
            octets.append(UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * index)))
        }
        write(UInt64(vrp.asn.rawValue))
    }

    mutating func write(_ aspa: ASPA) {
        write(UInt64(aspa.customer.rawValue))
        write(aspa.providers.count)
        for provider in aspa.providers { write(UInt64(provider.rawValue)) }
    }

    mutating func write(_ key: RouterKey) {
        write(UInt64(key.asn.rawValue))
        octets.append(contentsOf: key.subjectKeyIdentifier)
        write(key.publicKey)
    }

    /// The source of a payload and its end, as far as the node needs them: the trust anchor, the expiry.
    mutating func write(_ source: SourceSummary) {
        if let number = names[source.trustAnchor ?? "\0"] {
            write(number)
        } else {
            // A name that is new follows the number that it gets.
            let number = names.count
            names[source.trustAnchor ?? "\0"] = number
            write(number)
            write((source.trustAnchor ?? "\0").utf8)
        }
        write(source.expires.map { UInt64(max(0, $0) + 1) } ?? 0)
    }
}

/// The trust anchor, `nil` for a local assertion, and the second of expiry, `nil` for none.
struct SourceSummary: Hashable {
    var trustAnchor: String?
    var expires: Int64?
}

extension PayloadSources {
    var summary: SourceSummary { SourceSummary(trustAnchor: trustAnchor, expires: expires) }
}
