internal import NumberResources
internal import RPKIObjects
internal import RPKIValidation

internal import struct FoundationEssentials.Date

/// The most VRPs that each CA had in the runs that were served, kept over restarts: what its growth is measured by.
///
/// A CA is known by its key, and by its publication point when it has another key.
struct AuthorityCounts: Equatable {
    /// A CA's key or publication point below its trust anchor; eight octets of a hash.
    typealias ID = UInt64

    private struct Entry: Equatable {
        var count: UInt32
        /// The day on which it was seen last, counted from 1970.
        var day: UInt32
    }

    /// Days for which a CA that is gone is remembered.
    private static let memory: UInt32 = 30

    private var entries: [ID: Entry] = [:]

    init() {}

    var isEmpty: Bool { entries.isEmpty }

    /// The VRPs that it had; `nil` for one that is not known.
    func count(of id: ID) -> Int? {
        entries[id].map { Int($0.count) }
    }

    /// Takes note of what the CAs of a run have; those of `exempt` stay as they were.
    mutating func update(_ counts: [ID: Int], except exempt: Set<ID>, at now: Date) {
        let day = UInt32(clamping: Int64(saturating: (now.timeIntervalSince1970 / 86_400).rounded(.down)))
        for (id, count) in counts {
            var entry = entries[id] ?? Entry(count: 0, day: day)
            entry.day = day
            if !exempt.contains(id) { entry.count = max(entry.count, UInt32(clamping: count)) }
            entries[id] = entry
        }
        entries = entries.filter { $0.value.day > day || day - $0.value.day <= AuthorityCounts.memory }
    }

    // MARK: Octets

    private static let width = 16

    /// - Parameter octets: what ``encoded`` gave; anything else is read as nothing.
    init(decoding octets: [UInt8]) {
        guard octets.count.isMultiple(of: AuthorityCounts.width) else { return }
        func number(_ start: Int, _ count: Int) -> UInt64 {
            octets[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
        }
        for start in stride(from: 0, to: octets.count, by: AuthorityCounts.width) {
            entries[number(start, 8)] = Entry(
                count: UInt32(truncatingIfNeeded: number(start + 8, 4)),
                day: UInt32(truncatingIfNeeded: number(start + 12, 4)))
        }
    }

    var encoded: [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(entries.count * AuthorityCounts.width)
        for (id, entry) in entries.sorted(by: { $0.key < $1.key }) {
            octets += (0..<8).reversed().map { UInt8(truncatingIfNeeded: id >> ($0 * 8)) }
            for number in [entry.count, entry.day] {
                octets += (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
            }
        }
        return octets
    }

    static func id(_ kind: String, _ text: String, below trustAnchor: String) -> ID {
        ObjectHash(of: Array("\(kind) \(trustAnchor) \(text)".utf8)).octets.prefix(8).reduce(0) { $0 << 8 | ID($1) }
    }
}
