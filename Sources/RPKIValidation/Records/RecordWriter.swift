package import NumberResources
package import RPKIObjects

package import struct FoundationEssentials.Date

/// Appends the parts of a record to octets: numbers most significant octet first, lists behind their count.
package struct RecordWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    init(reservingCapacity capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func write(_ number: UInt8) { bytes.append(number) }

    package mutating func write(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func write(count: Int) { write(UInt32(clamping: count)) }

    package mutating func write(octets: [UInt8]) {
        write(count: octets.count)
        bytes.append(contentsOf: octets)
    }

    package mutating func write(_ text: String) {
        write(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func write(_ date: Date) { write(Int64(saturating: date.timeIntervalSince1970)) }

    package mutating func write(_ hash: ObjectHash) { hash.withOctets { bytes.append(contentsOf: $0) } }

    package mutating func write(_ identifier: KeyIdentifier) { bytes.append(contentsOf: identifier.octets) }

    package mutating func write(_ number: SerialNumber) { bytes.append(contentsOf: number.octets) }

    package mutating func write(_ resources: ResourceSet) {
        write(resources.asns)
        write(resources.ipv4)
        write(resources.ipv6)
    }

    private mutating func write<Bound>(_ set: IntervalSet<Bound>) {
        write(count: set.ranges.count)
        for range in set.ranges {
            write(range.lowerBound)
            write(range.upperBound)
        }
    }
}
