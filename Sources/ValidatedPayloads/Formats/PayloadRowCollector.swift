internal import TextFormats

/// Collects the rows of a payload file, those taken and those not.
struct PayloadRowCollector {
    var builder = PayloadSetBuilder()
    private(set) var rejections: [RejectedRow] = []
    private(set) var rejectionCount = 0
    private(set) var rowCount = 0
    private let limits: PayloadReader.Limits

    /// Trust anchors by number: few of them, on all rows.
    private var trustAnchors: [String] = []
    private var trustAnchorNumbers: [String: Int] = [:]
    private var lastTrustAnchor: (octets: [UInt8], number: Int)?
    private var sources: [SourceKey: PayloadSourceID] = [:]
    private var lastSource: (key: SourceKey, id: PayloadSourceID)?

    private struct SourceKey: Hashable {
        var trustAnchor: Int
        var expires: UnixTime?
    }

    init(limits: PayloadReader.Limits) {
        self.limits = limits
    }

    mutating func count(line: Int, offset: Int) throws(PayloadReadError) {
        rowCount += 1
        if rowCount > limits.rows {
            throw PayloadReadError(.limitExceeded, "more than \(limits.rows) rows", line: line, offset: offset)
        }
    }

    mutating func reject(_ code: RejectedRow.Code, line: Int, offset: Int) {
        rejectionCount += 1
        if rejections.count < limits.describedRejections {
            rejections.append(RejectedRow(code: code, line: line, offset: offset))
        }
    }

    mutating func document(format: PayloadFormat, generated: UnixTime?) -> PayloadDocument {
        var finished = PayloadSetBuilder()
        swap(&finished, &builder)
        return PayloadDocument(
            set: finished.build(), format: format, generated: generated?.date, rejections: rejections,
            rejectionCount: rejectionCount)
    }
}

extension PayloadRowCollector {
    /// The number of a trust anchor's name; -1 for the name that means none.
    mutating func trustAnchorNumber(_ text: ArraySlice<UInt8>) -> Int {
        if let lastTrustAnchor, lastTrustAnchor.octets[...] == text { return lastTrustAnchor.number }
        let name = String(decoding: text, as: UTF8.self)
        let number: Int
        if name == PayloadSource.noTrustAnchor {
            number = -1
        } else if let known = trustAnchorNumbers[name] {
            number = known
        } else {
            number = trustAnchors.count
            trustAnchors.append(name)
            trustAnchorNumbers[name] = number
        }
        lastTrustAnchor = (Array(text), number)
        return number
    }

    /// The source of a row that names its trust anchor, by number, and its expiry alone.
    mutating func source(trustAnchor: Int, expires: UnixTime?) -> PayloadSourceID {
        let key = SourceKey(trustAnchor: trustAnchor, expires: expires)
        if let lastSource, lastSource.key == key { return lastSource.id }
        let id: PayloadSourceID
        if let known = sources[key] {
            id = known
        } else if trustAnchor < 0, expires == nil {
            id = builder.source(.exception(path: nil))
        } else {
            let name = trustAnchor < 0 ? PayloadSource.noTrustAnchor : trustAnchors[trustAnchor]
            id = builder.source(trustAnchor: name, expires: expires)
        }
        sources[key] = id
        lastSource = (key, id)
        return id
    }
}
