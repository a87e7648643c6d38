internal import TextFormats

/// Parses the JSON of Routinator, of rpki-client and of the RIPE NCC's validators, old and new.
struct JSONPayloadParser: ~Copyable {
    var reader: JSONReader
    var collector: PayloadRowCollector
    /// The fault of the row that is being read.
    var failure: RejectedRow.Code?
    var generated: UnixTime?
    /// Members that only one of the formats has.
    var hasExtendedSources = false
    private var hasClientMembers = false

    init(limits: PayloadReader.Limits, chunks: @escaping () throws -> [UInt8]?) {
        reader = JSONReader(limits: limits.json, nextChunk: chunks)
        collector = PayloadRowCollector(limits: limits)
    }

    mutating func parse() throws(PayloadReadError) -> PayloadDocument {
        do {
            var isKnown = false
            var names = JSONMemberNames()
            names.begin()
            guard try reader.peekKind() == .object else { throw unexpectedStructure("not an object") }
            try reader.beginObject()
            while try reader.nextMember() {
                guard names.insert(reader.textSlice) else { throw repeatedMember() }
                if try parseMember() { isKnown = true } else { try reader.skipValue() }
            }
            try reader.finish()
            guard isKnown else { throw unexpectedStructure("no known member") }
        } catch let error as PayloadReadError {
            throw error
        } catch let error as JSONError {
            throw PayloadReadError(error)
        } catch {
            throw PayloadReadError(.inputFailed, String(describing: error), line: reader.line, offset: reader.offset)
        }
        let format: PayloadFormat = hasClientMembers ? .rpkiClientJSON : hasExtendedSources ? .jsonext : .json
        return collector.document(format: format, generated: generated)
    }

    /// Reads the value of the member whose name is the text; `false` when the name means nothing here.
    private mutating func parseMember() throws -> Bool {
        if reader.textIs("roas") {
            try parseRows("roas") { (parser) throws(JSONError) in try parser.parseVRP() }
        } else if reader.textIs("routerKeys") {
            try parseRows("routerKeys") { (parser) throws(JSONError) in try parser.parseRouterKey() }
        } else if reader.textIs("bgpsec_keys") {
            hasClientMembers = true
            try parseRows("bgpsec_keys") { (parser) throws(JSONError) in try parser.parseRouterKey() }
        } else if reader.textIs("aspas") {
            try parseRows("aspas") { (parser) throws(JSONError) in try parser.parseASPA() }
        } else if reader.textIs("provider_authorizations") {
            hasClientMembers = true
            try parseProviderAuthorizations()
        } else if reader.textIs("metadata") {
            try parseMetadata()
        } else {
            return false
        }
        return true
    }

    private mutating func parseRows(
        _ name: StaticString, _ parseRow: (inout JSONPayloadParser) throws(JSONError) -> Void
    ) throws {
        guard try reader.peekKind() == .array else { throw unexpectedStructure("\(name) is not an array") }
        try reader.beginArray()
        while try reader.nextElement() {
            _ = try reader.peekSome()
            let (line, offset) = (reader.line, reader.offset)
            try collector.count(line: line, offset: offset)
            failure = nil
            try parseRow(&self)
            if let failure { collector.reject(failure, line: line, offset: offset) }
        }
    }

    /// rpki-client before 8.5 had ASPAs apart for each address family.
    private mutating func parseProviderAuthorizations() throws {
        guard try reader.peekKind() == .object else {
            throw unexpectedStructure("provider_authorizations is not an object")
        }
        try reader.beginObject()
        var names = JSONMemberNames()
        names.begin()
        while try reader.nextMember() {
            guard names.insert(reader.textSlice) else { throw repeatedMember() }
            if reader.textIs("ipv4") || reader.textIs("ipv6") {
                try parseRows("provider_authorizations") { (parser) throws(JSONError) in try parser.parseASPA() }
            } else {
                try reader.skipValue()
            }
        }
    }

    private mutating func parseMetadata() throws {
        guard try reader.peekKind() == .object else { return try reader.skipValue() }
        try reader.beginObject()
        var names = JSONMemberNames()
        names.begin()
        while try reader.nextMember() {
            guard names.insert(reader.textSlice) else { throw repeatedMember() }
            let isGenerated = reader.textIs("generated")
            let isBuildTime = reader.textIs("buildtime")
            let kind = try reader.peekKind()
            if isGenerated, kind == .number {
                if case .unsigned(let seconds) = try reader.readNumber() { generated = NumberText.time(seconds) }
            } else if isBuildTime, kind == .string {
                hasClientMembers = true
                try reader.readString()
                generated = reader.withText { UnixTime(payloadTime: $0) }
            } else {
                try reader.skipValue()
            }
        }
    }

    private func repeatedMember() -> PayloadReadError {
        unexpectedStructure("member \(String(reader.textString.prefix(60)).printable) occurs twice")
    }

    private func unexpectedStructure(_ reason: String) -> PayloadReadError {
        PayloadReadError(.unexpectedStructure, reason, line: reader.line, offset: reader.offset)
    }
}
