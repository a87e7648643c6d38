internal import NumberResources
internal import TextFormats

/// Takes a file of delegated statistics line by line.
struct DelegatedStatisticsParser {
    private let limits: DelegatedStatisticsReader.Limits
    private var file = DelegatedFile()
    private var fields = TextFields()
    private var holderNumbers: [Delegation.Holder: UInt32] = [:]
    private var lastHolder: (holder: Delegation.Holder, number: UInt32)?
    private var published: UInt32 = 0
    private var hasSaidWhatItIs = false

    init(limits: DelegatedStatisticsReader.Limits) {
        self.limits = limits
    }

    mutating func parse(_ buffer: [UInt8], _ line: Range<Int>?, number: Int) throws(RegistryReadError) {
        guard let line else { return reject(.lineTooLong, number) }
        // Section 4.1: comments begin with #.
        guard let first = buffer[line].first(where: { $0 != 0x20 && $0 != 0x09 }), first != UInt8(ascii: "#") else {
            return
        }
        fields.split(buffer, line, at: UInt8(ascii: "|"))
        if isVersion {
            guard file.sections.count < limits.sections else {
                throw RegistryReadError(
                    .limitExceeded, "more than \(limits.sections) sections", line: number)
            }
            beginSection()
        } else if fields.count >= 6, fields.isEqual(5, "summary") {
            summary()
        } else if fields.count >= 7, hasSaidWhatItIs || InternetRegistry(field: fields.string(0)) != nil {
            if let failure = record() { reject(failure, number) }
            if file.recordCount > limits.records {
                throw RegistryReadError(
                    .limitExceeded, "more than \(limits.records) records", line: number)
            }
        } else {
            guard hasSaidWhatItIs else {
                throw RegistryReadError(
                    .unknownFormat, "neither a version line nor a record of a registry", line: number)
            }
            return reject(.invalidRecord, number)
        }
        hasSaidWhatItIs = true
    }

    mutating func finish(line: Int) throws(RegistryReadError) -> DelegatedFile {
        guard hasSaidWhatItIs else {
            throw RegistryReadError(.unknownFormat, "the file is empty", line: max(1, line))
        }
        return file
    }

    private mutating func reject(_ code: DelegatedFile.Rejection.Code, _ line: Int) {
        file.rejectionCounts[code, default: 0] += 1
        if file.rejections.count < limits.describedRejections { file.rejections.append(.init(code: code, line: line)) }
    }
}

extension DelegatedStatisticsParser {
    /// Section 4.2: `version|registry|serial|records|startdate|enddate|UTCoffset`; the version is a number, with a
    /// fraction in the NRO's file.
    private var isVersion: Bool {
        fields.count >= 6
            && fields.slice(0).first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
            && fields.slice(0).allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
            }
    }

    private mutating func beginSection() {
        let endDate = date(5).flatMap { $0 }
        published = endDate ?? 0
        file.sections.append(.init(source: fields.string(1), endDate: endDate))
    }

    /// Section 4.2: `registry|*|type|*|count|summary`.
    private mutating func summary() {
        guard !file.sections.isEmpty, let count = fields.number(4, upTo: 1 << 33).map({ Int($0) }) else { return }
        let section = file.sections.count - 1
        if fields.isEqual(2, "asn") {
            file.sections[section].promised.asns = (file.sections[section].promised.asns ?? 0) &+ count
        } else if fields.isEqual(2, "ipv4") {
            file.sections[section].promised.ipv4 = (file.sections[section].promised.ipv4 ?? 0) &+ count
        } else if fields.isEqual(2, "ipv6") {
            file.sections[section].promised.ipv6 = (file.sections[section].promised.ipv6 ?? 0) &+ count
        }
    }

    /// Section 4.3: `registry|cc|type|start|value|date|status[|opaque-id[|extensions…]]`.
    private mutating func record() -> DelegatedFile.Rejection.Code? {
        let isASN = fields.isEqual(2, "asn")
        let isIPv4 = fields.isEqual(2, "ipv4")
        guard isASN || isIPv4 || fields.isEqual(2, "ipv6") else { return .invalidType }
        count(isASN ? \.asns : isIPv4 ? \.ipv4 : \.ipv6)
        guard let registry = InternetRegistry(field: fields.string(0)) else { return .invalidRegistry }
        var economy: Economy?
        if !fields.isEmpty(1) {
            guard let named = fields.with(1, { Economy(utf8: $0) }) else { return .invalidEconomy }
            economy = named == Economy.unknown ? nil : named
        }
        guard let day = date(5) else { return .invalidDate }
        guard let status = Delegation.Status(rawValue: fields.string(6)) else { return .invalidStatus }
        let range: (UInt32, UInt32)?
        let record = DelegatedRecord(
            published: published, date: day ?? 0, holder: holder(registry), economy: economy, registry: registry,
            status: status)
        if isASN {
            guard let start = fields.with(3, { ASN(utf8: $0) }) else { return .invalidStart }
            range = numbers(from: start.rawValue)
        } else if isIPv4 {
            guard let start = fields.with(3, { IPAddress(utf8: $0) }), start.family == .ipv4 else {
                return .invalidStart
            }
            range = numbers(from: start.ipv4Value)
        } else {
            return ipv6(record)
        }
        guard let range else { return .invalidValue }
        let row = DelegatedRange(lower: range.0, upper: range.1, record: record)
        if isASN { file.asns.append(row) } else { file.ipv4.append(row) }
        return nil
    }

    private mutating func ipv6(_ record: DelegatedRecord) -> DelegatedFile.Rejection.Code? {
        guard let start = fields.with(3, { IPAddress(utf8: $0) }), start.family == .ipv6 else { return .invalidStart }
        guard let length = fields.number(4, upTo: 128) else { return .invalidValue }
        guard let prefix = IPPrefix(start, length: Int(length)) else { return .invalidStart }
        file.ipv6.append(
            DelegatedRange(
                lower: prefix.leftAlignedBits, upper: prefix.lastAddress.leftAlignedBits, record: record))
        return nil
    }

    /// As many numbers from `start` as the value says, which need be no power of two.
    private func numbers(from start: UInt32) -> (UInt32, UInt32)? {
        guard let count = fields.number(4, upTo: 1 << 32), count > 0 else { return nil }
        let last = UInt64(start) + count - 1
        return UInt32(exactly: last).map { (start, $0) }
    }

    private mutating func count(_ type: WritableKeyPath<DelegatedFile.Counts, Int?>) {
        guard let section = file.sections.indices.last else { return }
        file.sections[section].found[keyPath: type] = (file.sections[section].found[keyPath: type] ?? 0) + 1
    }

    /// `yyyymmdd`; empty, or zeros, if the day is not known. The outer `nil` means that the field is not a day.
    private func date(_ field: Int) -> UInt32?? {
        if fields.isEmpty(field) { return .some(nil) }
        guard fields.slice(field).count == 8, let number = fields.number(field, upTo: 99_991_231) else { return nil }
        if number == 0 { return .some(nil) }
        guard (1...12).contains(number / 100 % 100), (1...31).contains(number % 100) else { return nil }
        return UInt32(number)
    }

    private mutating func holder(_ registry: InternetRegistry) -> UInt32 {
        guard fields.count > 7, !fields.isEmpty(7) else { return 0 }
        let holder = Delegation.Holder(registry: registry, identifier: fields.string(7))
        if let lastHolder, lastHolder.holder == holder { return lastHolder.number }
        let number: UInt32
        if let known = holderNumbers[holder] {
            number = known
        } else {
            file.holders.append(holder)
            number = UInt32(truncatingIfNeeded: file.holders.count)
            holderNumbers[holder] = number
        }
        lastHolder = (holder, number)
        return number
    }
}

extension Economy {
    /// `ZZ`, which means that there is no economy.
    fileprivate static let unknown = Economy("ZZ")
}
