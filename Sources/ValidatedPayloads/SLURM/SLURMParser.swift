import NumberResources
import TextFormats

/// Parses SLURM files, strictly, and knows at every step the path to where it is.
struct SLURMParser: ~Copyable {
    private var reader: JSONReader
    private var path = ["$"]
    private var file: SLURMFile
    /// The members of version 2 that were there.
    private var secondVersionMembers: [SLURMError] = []

    init(_ bytes: [UInt8], path: String?) {
        reader = JSONReader(bytes, limits: SLURMFile.limits)
        file = SLURMFile(path: path)
    }

    /// RFC 8416 section 3.2.
    mutating func parse() throws(SLURMError) -> SLURMFile {
        var version: SLURMFile.Version?
        let names = ["slurmVersion", "validationOutputFilters", "locallyAddedAssertions"]
        try object(required: names) { (parser, name) throws(SLURMError) in
            switch name {
            case "slurmVersion": version = try parser.parseVersion()
            case "validationOutputFilters": try parser.parseFilters()
            case "locallyAddedAssertions": try parser.parseAssertions()
            default: throw parser.unknown(name, names)
            }
        }
        try json { (reader) throws(JSONError) in try reader.finish() }
        guard let version else { throw error(.missingMember, "slurmVersion") }
        file.version = version
        if version == .one, let first = secondVersionMembers.first { throw first }
        if version == .two, secondVersionMembers.count < 2 {
            throw error(.missingMember, "aspaFilters or aspaAssertions")
        }
        return file
    }

    private mutating func parseVersion() throws(SLURMError) -> SLURMFile.Version {
        guard let number = try unsigned(), let version = Int(exactly: number).flatMap(SLURMFile.Version.init) else {
            throw error(.unsupportedVersion)
        }
        return version
    }

    /// RFC 8416 section 3.3.
    private mutating func parseFilters() throws(SLURMError) {
        try object(required: ["prefixFilters", "bgpsecFilters"]) { (parser, name) throws(SLURMError) in
            switch name {
            case "prefixFilters":
                try parser.array { (parser) throws(SLURMError) in
                    parser.file.prefixFilters.append(try parser.parsePrefixFilter())
                }
            case "bgpsecFilters":
                try parser.array { (parser) throws(SLURMError) in
                    parser.file.bgpsecFilters.append(try parser.parseBGPsecFilter())
                }
            case "aspaFilters":
                parser.secondVersionMembers.append(parser.error(.unknownMember))
                try parser.array { (parser) throws(SLURMError) in
                    parser.file.aspaFilters.append(try parser.parseASPAFilter())
                }
            default: throw parser.unknown(name, ["prefixFilters", "bgpsecFilters", "aspaFilters"])
            }
        }
    }

    /// RFC 8416 section 3.4.
    private mutating func parseAssertions() throws(SLURMError) {
        try object(required: ["prefixAssertions", "bgpsecAssertions"]) { (parser, name) throws(SLURMError) in
            switch name {
            case "prefixAssertions":
                try parser.array { (parser) throws(SLURMError) in
                    parser.file.prefixAssertions.append(try parser.parsePrefixAssertion())
                }
            case "bgpsecAssertions":
                try parser.array { (parser) throws(SLURMError) in
                    parser.file.bgpsecAssertions.append(try parser.parseBGPsecAssertion())
                }
            case "aspaAssertions":
                parser.secondVersionMembers.append(parser.error(.unknownMember))
                try parser.array { (parser) throws(SLURMError) in
                    parser.file.aspaAssertions.append(try parser.parseASPAAssertion())
                }
            default: throw parser.unknown(name, ["prefixAssertions", "bgpsecAssertions", "aspaAssertions"])
            }
        }
    }
}

extension SLURMParser {
    /// A member that the version does not define; of those that it does, the one that was probably meant.
    func unknown(_ name: String, _ known: [String]) -> SLURMError {
        let nearest = SimilarName.nearest(to: name, in: known)
        return error(
            .unknownMember,
            nearest.map { "did you mean \($0)?" } ?? "known here are \(known.joined(separator: ", "))")
    }

    func error(_ code: SLURMError.Code, _ detail: String? = nil) -> SLURMError {
        SLURMError(code: code, path: path.joined(), line: reader.line, offset: reader.offset, detail: detail)
    }

    /// Reads on, and says where in the document it was when that fails.
    mutating func json<Value>(
        _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws(SLURMError) -> Value {
        do throws(JSONError) {
            return try body(&reader)
        } catch {
            let code: SLURMError.Code =
                switch error.code {
                case .depthLimit, .tokenLimit, .sizeLimit: .limitExceeded
                default: .invalidJSON
                }
            throw SLURMError(
                code: code, path: path.joined(), line: error.line, offset: error.offset, detail: error.code.rawValue)
        }
    }

    mutating func kind() throws(SLURMError) -> JSONReader.Kind {
        try json { (reader) throws(JSONError) in try reader.peekKind() }
    }

    /// Reads an object, calling `body` for each member with its name. A name may stand once, and those of `required` must.
    mutating func object(
        required: [String] = [], _ body: (inout SLURMParser, String) throws(SLURMError) -> Void
    ) throws(SLURMError) {
        guard try kind() == .object else { throw error(.wrongType, "not an object") }
        try json { (reader) throws(JSONError) in try reader.beginObject() }
        var names: Set<String> = []
        while try json({ (reader) throws(JSONError) in try reader.nextMember() }) {
            let name = reader.textString
            path.append(".\(name)")
            guard names.insert(name).inserted else { throw error(.duplicateMember) }
            // Past the white space, so that an error names the line of the value.
            _ = try kind()
            try body(&self, name)
            path.removeLast()
        }
        for name in required where !names.contains(name) { throw error(.missingMember, name) }
    }

    mutating func array(_ body: (inout SLURMParser) throws(SLURMError) -> Void) throws(SLURMError) {
        guard try kind() == .array else { throw error(.wrongType, "not an array") }
        try json { (reader) throws(JSONError) in try reader.beginArray() }
        var count = 0
        while try json({ (reader) throws(JSONError) in try reader.nextElement() }) {
            path.append("[\(count)]")
            _ = try kind()
            try body(&self)
            path.removeLast()
            count += 1
        }
    }

    /// A number; `nil` where it is negative, too large or not written as a whole number.
    mutating func unsigned() throws(SLURMError) -> UInt64? {
        guard try kind() == .number else { throw error(.wrongType, "not a number") }
        guard case .unsigned(let number) = try json({ (reader) throws(JSONError) in try reader.readNumber() }) else {
            return nil
        }
        return number
    }

    mutating func asn() throws(SLURMError) -> ASN {
        guard let number = try unsigned().flatMap(UInt32.init(exactly:)) else { throw error(.invalidASN) }
        return ASN(number)
    }

    mutating func string() throws(SLURMError) -> String {
        try text { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns the result of `body` for a string's characters.
    mutating func text<Value>(_ body: (ArraySlice<UInt8>) -> Value) throws(SLURMError) -> Value {
        guard try kind() == .string else { throw error(.wrongType, "not a string") }
        try json { (reader) throws(JSONError) in try reader.readString() }
        return body(reader.textSlice)
    }
}
