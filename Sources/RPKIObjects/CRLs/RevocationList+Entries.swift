public import struct FoundationEssentials.Date

extension RevocationList {
    /// A certificate that the list revokes.
    public struct Entry: Hashable, Sendable {
        public let serialNumber: SerialNumber
        public let revocationDate: Date
    }

    /// The entries with their dates, in the list's order. They are decoded again at each call, because validation needs
    /// only the serial numbers.
    public var entries: [Entry] {
        let bytes = bytes.span
        var entries: [Entry] = []
        do throws(ObjectError) {
            var outer = DERReader(tbs)
            var fields = try outer.sequence(bytes)
            // version, signature, issuer, thisUpdate, nextUpdate
            for _ in 0..<5 { _ = try fields.next(bytes) }
            guard let list = try fields.optional(.sequence, bytes) else { return [] }
            var rest = DERReader(list.content)
            while !rest.isAtEnd {
                var entry = try rest.sequence(bytes)
                guard let serialNumber = SerialNumber(bytes, try entry.integer(bytes)) else { continue }
                entries.append(Entry(serialNumber: serialNumber, revocationDate: try entry.time(bytes)))
            }
        } catch {
            // Decoding has read the same octets before and would have thrown.
        }
        return entries
    }
}
