import NumberResources
import TextFormats

/// Parses CSV by its header, with columns in any order.
struct CSVPayloadParser: ~Copyable {
    private let limits: PayloadReader.Limits
    private var lines: TextLines
    private var collector: PayloadRowCollector
    private var fields = TextFields()

    init(limits: PayloadReader.Limits, chunks: @escaping () throws -> [UInt8]?) {
        self.limits = limits
        lines = TextLines(size: limits.size, lineLength: limits.token, nextChunk: chunks)
        collector = PayloadRowCollector(limits: limits)
    }

    mutating func parse() throws(PayloadReadError) -> PayloadDocument {
        guard let header = try nextLine() else {
            throw PayloadReadError(.invalidHeader, "the file is empty", line: 1, offset: 0)
        }
        let columns = try Columns(header: Array(lines.buffer[header]))
        while let line = try nextLine() {
            if line.isEmpty { continue }
            try collector.count(line: lines.number, offset: lines.offset)
            if let failure = parse(line, columns) {
                collector.reject(failure, line: lines.number, offset: lines.offset)
            }
        }
        return collector.document(format: columns.format, generated: nil)
    }

    /// The place of the next line in the buffer; `nil` after the last.
    private mutating func nextLine() throws(PayloadReadError) -> Range<Int>? {
        do throws(TextLines.Failure) {
            guard try lines.next() else { return nil }
        } catch {
            throw PayloadReadError(error)
        }
        guard let line = lines.line else {
            throw PayloadReadError(
                .limitExceeded, "a line has more than \(limits.token) octets", line: lines.number,
                offset: lines.offset)
        }
        return line
    }

    private mutating func parse(_ line: Range<Int>, _ columns: Columns) -> RejectedRow.Code? {
        guard fields.splitCSV(lines.buffer, line), fields.count == columns.count else { return .invalidRow }
        guard let asn = fields.with(columns.asn, { ASN(utf8: $0) }) else { return .invalidASN }
        guard let prefix = fields.with(columns.prefix, { IPPrefix(utf8: $0) }) else { return .invalidPrefix }
        var maxLength = UInt64(prefix.length)
        if let column = columns.maxLength, !fields.isEmpty(column) {
            guard let number = fields.with(column, NumberText.unsigned) else { return .invalidMaxLength }
            maxLength = number
        }
        guard VRP.isValid(maxLength: maxLength, of: prefix) else { return .invalidMaxLength }
        let vrp = VRP(prefix: prefix, maxLength: UInt8(maxLength), asn: asn)
        if let column = columns.uri { return add(vrp, uri: column, columns) }
        var expires: UnixTime?
        if let column = columns.expires, !fields.isEmpty(column) {
            guard let time = fields.with(column, NumberText.unsigned).flatMap(NumberText.time) else {
                return .invalidTime
            }
            expires = time
        }
        var trustAnchor = -1
        if let column = columns.trustAnchor {
            guard fields.isUTF8(column) else { return .invalidTrustAnchor }
            trustAnchor = collector.trustAnchorNumber(fields.slice(column))
        }
        collector.builder.add(vrp, source: collector.source(trustAnchor: trustAnchor, expires: expires))
        return nil
    }

    /// Adds a row of `csvext`, which names the object and not the trust anchor.
    private mutating func add(_ vrp: VRP, uri: Int, _ columns: Columns) -> RejectedRow.Code? {
        guard fields.isUTF8(uri) else { return .invalidSource }
        let text = fields.string(uri)
        if text == PayloadSource.noTrustAnchor {
            collector.builder.add(vrp, source: .exception(path: nil))
            return nil
        }
        var object = PayloadSource.Object(trustAnchor: PayloadSource.noTrustAnchor, uri: text)
        if let notBefore = columns.notBefore, let notAfter = columns.notAfter,
            fields.string(notBefore) != PayloadSource.noTrustAnchor
        {
            guard let start = fields.with(notBefore, { UnixTime(payloadTime: $0) }),
                let end = fields.with(notAfter, { UnixTime(payloadTime: $0) })
            else { return .invalidTime }
            object.validity = PayloadValidity(notBefore: start.date, notAfter: end.date)
        }
        collector.builder.add(vrp, source: .object(object))
        return nil
    }
}
