internal import TextFormats

extension PayloadSourceTable {
    /// Collects sources, keeping equal ones once.
    struct Builder: Sendable {
        private(set) var records: [Record] = []
        private var names: [String] = [""]
        private var lastParts: [UInt8] = []
        private var nameNumbers: [String: UInt32] = [:]
        /// The numbers of the last folder and of the last trust anchor: of one object after another they are the same.
        private var lastDirectory: UInt32 = 0
        private var lastAnchor: UInt32 = 0
        /// Open addressing over `records`, one more than the record's number in each used slot: a dictionary of half a
        /// million sources would take more room than the sources.
        private var slots: [UInt32] = []

        init() {}

        /// Continues with the sources of `table`, which keep their numbers.
        init(extending table: PayloadSourceTable) {
            records = table.records
            names = table.names
            lastParts = table.lastParts
        }

        var table: PayloadSourceTable {
            PayloadSourceTable(records: records, names: names, lastParts: lastParts)
        }

        mutating func intern(_ source: PayloadSource) -> PayloadSourceID {
            var record = Record()
            let location: String?
            switch source {
            case .object(let object):
                location = object.uri
                if lastAnchor == 0 || names[Int(lastAnchor)] != object.trustAnchor {
                    lastAnchor = number(of: object.trustAnchor)
                }
                record.label = lastAnchor
                if let validity = object.validity {
                    record.notBefore = UnixTime(validity.notBefore)
                    record.notAfter = UnixTime(validity.notAfter)
                }
                if let validity = object.chainValidity {
                    record.chainNotBefore = UnixTime(validity.notBefore)
                    record.chainNotAfter = UnixTime(validity.notAfter)
                }
                if let stale = object.stale { record.stale = UnixTime(stale) }
                if let expires = object.expires { record.expires = UnixTime(expires) }
            case .exception(let path, let comment):
                location = path
                record.isException = true
                if let comment { record.label = number(of: comment) }
            }
            return intern(record, at: location)
        }

        /// The source of a row of a file that says no more than this.
        mutating func intern(trustAnchor: String, expires: UnixTime?) -> PayloadSourceID {
            var record = Record()
            record.label = number(of: trustAnchor)
            if let expires { record.expires = expires }
            return intern(record, at: nil)
        }

        private mutating func intern(_ record: Record, at location: String?) -> PayloadSourceID {
            var record = record
            record.lastPartStart = UInt32(lastParts.count)
            if let location {
                let text = location.utf8
                let cut = text.lastIndex(of: UInt8(ascii: "/")).map { text.index(after: $0) } ?? text.startIndex
                if lastDirectory == 0 || names[Int(lastDirectory)] != location[..<cut] {
                    lastDirectory = number(of: String(location[..<cut]))
                }
                record.directory = lastDirectory
                lastParts.append(contentsOf: text[cut...])
                record.lastPartCount = UInt32(lastParts.count) - record.lastPartStart
            }
            if (records.count + 1) * 2 > slots.count { grow() }
            var slot = firstSlot(of: record)
            while slots[slot] != 0 {
                let candidate = slots[slot] - 1
                if isSame(records[Int(candidate)], record) {
                    lastParts.removeLast(Int(record.lastPartCount))
                    return PayloadSourceID(rawValue: candidate)
                }
                slot = (slot + 1) & (slots.count - 1)
            }
            records.append(record)
            slots[slot] = UInt32(records.count)
            return PayloadSourceID(rawValue: UInt32(records.count - 1))
        }

        private mutating func number(of name: String) -> UInt32 {
            if nameNumbers.count < names.count - 1 {
                for (number, name) in names.enumerated().dropFirst() { nameNumbers[name] = UInt32(number) }
            }
            if let number = nameNumbers[name] { return number }
            let number = UInt32(names.count)
            names.append(name)
            nameNumbers[name] = number
            return number
        }

        private mutating func grow() {
            var count = max(64, slots.count * 2)
            while count < (records.count + 1) * 2 { count *= 2 }
            slots = [UInt32](repeating: 0, count: count)
            for (number, record) in records.enumerated() {
                var slot = firstSlot(of: record)
                while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = UInt32(number + 1)
            }
        }

        private func firstSlot(of record: Record) -> Int {
            var hasher = Hasher()
            hasher.combine(record.isException)
            hasher.combine(record.label)
            hasher.combine(record.directory)
            hasher.combine(record.expires)
            hasher.combine(record.notAfter)
            let start = Int(record.lastPartStart)
            lastParts[start..<start + Int(record.lastPartCount)].withUnsafeBytes { hasher.combine(bytes: $0) }
            return hasher.finalize() & (slots.count - 1)
        }

        private func isSame(_ left: Record, _ right: Record) -> Bool {
            var moved = left
            moved.lastPartStart = right.lastPartStart
            guard moved == right else { return false }
            let leftStart = Int(left.lastPartStart)
            let rightStart = Int(right.lastPartStart)
            let count = Int(left.lastPartCount)
            return lastParts[leftStart..<leftStart + count] == lastParts[rightStart..<rightStart + count]
        }
    }
}
