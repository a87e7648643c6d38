import Foundation
import RPKIObjects
import RPKIRepository
import RPKIValidation

/// Entries of made-up points.
enum Entries {
    static let now = Date(timeIntervalSince1970: 1_780_000_000)

    static func key(_ folder: String, trustAnchor: UInt8 = 1, authority: UInt8 = 1) -> PointKey {
        PointKey(
            trustAnchor: ObjectHash(of: [trustAnchor]),
            authority: KeyIdentifier(octets: Array(repeating: authority, count: 20)) ?? fallback, repository: folder)
    }

    private static let fallback = KeyIdentifier(hashing: [0].span, 0..<1)

    /// An entry whose objects are one octet each.
    static func entry(_ objects: [UInt8], record: [UInt8], until: Date = now) -> PointEntry {
        let octets = objects.map { [$0] }
        let hashes = octets.map { ObjectHash(of: $0) }
        return PointEntry(
            record: record, hashes: hashes, objects: Dictionary(zip(hashes, octets)) { first, _ in first },
            until: until)
    }
}

extension ObjectStore {
    /// The object of one octet, as far as the store has it.
    func hasObject(_ octet: UInt8) throws -> Bool {
        guard let octets = try object(ObjectHash(of: [octet])) else { return false }
        return octets == [octet]
    }
}
