/// The reason why a SLURM file is not valid, and the place. One error refuses the whole file: RFC 8416 section 3.1
/// requires that every deviation is an error.
public struct SLURMError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Not JSON at all.
        case invalidJSON
        /// Longer, or deeper, than a SLURM file may be.
        case limitExceeded
        /// A member of another type than it should be.
        case wrongType
        case missingMember
        /// A member that the version does not define (RFC 8416 section 3.1).
        case unknownMember
        case duplicateMember
        /// `slurmVersion` is neither 1 nor 2.
        case unsupportedVersion
        /// Not a whole number from 0 to 4,294,967,295; the customer of an ASPA may not be 0.
        case invalidASN
        /// Not a prefix.
        case invalidPrefix
        /// A bit after the prefix is set.
        case hostBits
        /// Not a whole number from the prefix's length to 32 or 128.
        case invalidMaxPrefixLength
        /// Not 20 octets in unpadded Base 64 of the URL-safe alphabet (RFC 8416 section 3.3.2, RFC 4648 section 5).
        case invalidSKI
        /// Not octets in unpadded Base 64 of the URL-safe alphabet (RFC 8416 section 3.4.2, RFC 4648 section 5).
        case invalidPublicKey
        /// No provider, the customer itself, or AS 0 in a list with others.
        case invalidProviders
        /// A filter has no condition.
        case emptyFilter
    }

    public let code: Code
    /// The path of the member, such as `$.locallyAddedAssertions.prefixAssertions[2].asn`.
    public let path: String
    /// The line, counted from 1.
    public let line: Int
    /// The octet in the line, counted from 1.
    public internal(set) var column = 1
    /// The octet, counted from 0.
    public let offset: Int
    /// The particular fault, if the code does not determine it.
    public let detail: String?

    init(code: Code, path: String, line: Int, offset: Int, detail: String?) {
        self.code = code
        self.path = path
        self.line = line
        self.offset = offset
        self.detail = detail
    }

    /// The same with its column, which the file's octets tell.
    func located(in bytes: [UInt8]) -> SLURMError {
        var error = self
        let before = bytes.prefix(max(0, offset))
        error.column = before.count - (before.lastIndex(of: 0x0a) ?? -1)
        return error
    }
}

extension SLURMError: CustomStringConvertible {
    public var description: String {
        "\(path): \(code.rawValue)\(detail.map { ", \($0)" } ?? "") (line \(line), column \(column), octet \(offset))"
    }
}
