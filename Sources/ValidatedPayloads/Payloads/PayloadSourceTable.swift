internal import TextFormats

/// Every source of a payload set, once, in columns: 64 octets each in addition to the last part of its URI.
///
/// Half a million objects name a few trust anchors and some ten thousand directories, so those are shared.
package final class PayloadSourceTable: Sendable {
    /// One source. Zero is the number of the absent name, `Record.never` the absent time.
    struct Record: Hashable {
        static let never = UnixTime.min

        var isException = false
        /// The trust anchor, or the comment of an exception.
        var label: UInt32 = 0
        /// The URI or path up to its last slash.
        var directory: UInt32 = 0
        var lastPartStart: UInt32 = 0
        var lastPartCount: UInt32 = 0
        var notBefore = Record.never
        var notAfter = Record.never
        var chainNotBefore = Record.never
        var chainNotAfter = Record.never
        var stale = Record.never
        var expires = Record.never
    }

    let records: [Record]
    let names: [String]
    let lastParts: [UInt8]

    init(records: [Record], names: [String], lastParts: [UInt8]) {
        self.records = records
        self.names = names
        self.lastParts = lastParts
    }

    package var count: Int {
        records.count
    }
}

extension PayloadSourceTable {
    package subscript(id: PayloadSourceID) -> PayloadSource {
        let record = records[Int(id.rawValue)]
        let location = record.directory == 0 ? nil : text(of: record)
        if record.isException {
            return .exception(path: location, comment: record.label == 0 ? nil : names[Int(record.label)])
        }
        return .object(
            PayloadSource.Object(
                trustAnchor: names[Int(record.label)], uri: location,
                validity: validity(record.notBefore, record.notAfter),
                chainValidity: validity(record.chainNotBefore, record.chainNotAfter),
                stale: record.stale == Record.never ? nil : record.stale.date,
                expires: record.expires == Record.never ? nil : record.expires.date))
    }

    /// The trust anchor's name; `nil` for an exception.
    func trustAnchor(_ id: PayloadSourceID) -> String? {
        let record = records[Int(id.rawValue)]
        return record.isException ? nil : names[Int(record.label)]
    }

    func expires(_ id: PayloadSourceID) -> UnixTime? {
        let expires = records[Int(id.rawValue)].expires
        return expires == Record.never ? nil : expires
    }

    private func text(of record: Record) -> String {
        let start = Int(record.lastPartStart)
        let part = lastParts[start..<start + Int(record.lastPartCount)]
        return names[Int(record.directory)] + String(decoding: part, as: UTF8.self)
    }

    private func validity(_ notBefore: UnixTime, _ notAfter: UnixTime) -> PayloadValidity? {
        if notBefore == Record.never || notAfter == Record.never { return nil }
        return PayloadValidity(notBefore: notBefore.date, notAfter: notAfter.date)
    }
}

extension PayloadSourceTable {
    /// True if `left` is to be named before `right` as the source of a VRP or router key: the one that is valid longer
    /// and, that being equal, the one first by trust anchor and URI, so that the answer does not depend on the order of
    /// work.
    func precedes(_ left: PayloadSourceID, _ right: PayloadSourceID) -> Bool {
        let leftExpires = expires(left) ?? .max
        let rightExpires = expires(right) ?? .max
        if leftExpires != rightExpires { return leftExpires > rightExpires }
        return precedesByName(left, right)
    }

    /// As `precedes`, for ASPAs: a merged ASPA lasts no longer than the first of its parts to expire.
    func precedesInASPA(_ left: PayloadSourceID, _ right: PayloadSourceID) -> Bool {
        let leftExpires = expires(left) ?? .max
        let rightExpires = expires(right) ?? .max
        if leftExpires != rightExpires { return leftExpires < rightExpires }
        return precedesByName(left, right)
    }

    private func precedesByName(_ left: PayloadSourceID, _ right: PayloadSourceID) -> Bool {
        let leftRecord = records[Int(left.rawValue)]
        let rightRecord = records[Int(right.rawValue)]
        if leftRecord.isException != rightRecord.isException { return rightRecord.isException }
        if leftRecord.label != rightRecord.label { return names[Int(leftRecord.label)] < names[Int(rightRecord.label)] }
        let leftText = text(of: leftRecord)
        let rightText = text(of: rightRecord)
        return leftText == rightText ? left.rawValue < right.rawValue : leftText < rightText
    }
}
