internal import NumberResources
internal import SQLiteFile
internal import ValidatedPayloads

/// The octets are not what ``RecordWriter`` leaves.
struct RecordError: StoredValueError {
    let description = "a record cannot be read"
}

/// Reads what ``RecordWriter`` wrote.
struct RecordReader {
    private let octets: [UInt8]
    private var position = 0
    private var names: [String?] = []

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    var isAtEnd: Bool { position == octets.count }

    mutating func octet() throws(RecordError) -> UInt8 {
        guard position < octets.count else { throw RecordError() }
        position += 1
        return octets[position - 1]
    }

    mutating func number() throws(RecordError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let next = try octet()
            value |= UInt64(next & 0x7f) << shift
            if next & 0x80 == 0 { return value }
            shift += 7
        }
        throw RecordError()
    }

    /// A count of things that take an octet each at least.
    mutating func count() throws(RecordError) -> Int {
        let value = try number()
        guard value <= UInt64(octets.count - position) else { throw RecordError() }
        return Int(value)
    }

    mutating func bytes(_ count: Int) throws(RecordError) -> [UInt8] {
        guard count <= octets.count - position else { throw RecordError() }
        defer { position += count }
        return Array(octets[position..<position + count])
    }

    private mutating func asn() throws(RecordError) -> ASN {
        guard let value = UInt32(exactly: try number()) else { throw RecordError() }
        return ASN(value)
    }

    mutating func vrp() throws(RecordError) -> VRP {
        let head = try number()
        let family: AddressFamily = head & 1 == 0 ? .ipv4 : .ipv6
        let length = head >> 1
        let beyond = try number()
        guard length <= UInt64(family.bitWidth), beyond <= UInt64(family.bitWidth) - length else { throw RecordError() }
        var bits: UInt128 = 0
        for index in 0..<(Int(length) + 7) / 8 { bits |= UInt128(try octet()) << UInt128(120 - 8 * index) }
        guard let prefix = IPPrefix(IPAddress(leftAligned: bits, family: family), length: Int(length)) else {
            throw RecordError()
        }
        return VRP(prefix: prefix, maxLength: UInt8(length + beyond), asn: try asn())
    }

    mutating func aspa() throws(RecordError) -> ASPA {
        let customer = try asn()
        var providers: [ASN] = []
        for _ in 0..<(try count()) { providers.append(try asn()) }
        return ASPA(customer: customer, providers: providers)
    }

    mutating func routerKey() throws(RecordError) -> RouterKey {
        let asn = try asn()
        let identifier = try bytes(RouterKey.subjectKeyIdentifierCount)
        return RouterKey(asn: asn, subjectKeyIdentifier: identifier, publicKey: try bytes(try count()))
    }

    mutating func source() throws(RecordError) -> SourceSummary {
        let index = try number()
        guard index <= UInt64(names.count) else { throw RecordError() }
        if index == UInt64(names.count) {
            let name = String(decoding: try bytes(try count()), as: UTF8.self)
            names.append(name == "\0" ? nil : name)
        }
        let expires = try number()
        guard expires <= UInt64(Int64.max) else { throw RecordError() }
        return SourceSummary(trustAnchor: names[Int(index)], expires: expires == 0 ? nil : Int64(expires) - 1)
    }
}
