public import FoundationEssentials

/// What was read from a payload file.
public struct PayloadDocument: Sendable {
    public let set: PayloadSet
    public let format: PayloadFormat
    /// When the file says it was made.
    public let generated: Date?
    /// The first of the rows that were not taken, as many as the reader's limits say.
    public let rejections: [RejectedRow]
    /// How many rows were not taken.
    public let rejectionCount: Int
}

/// A row of a payload file that says nothing valid. Its neighbours are taken.
public struct RejectedRow: Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The row is of another type than it should be, or has another number of fields.
        case invalidRow
        /// A member or field that it needs is missing.
        case missingField
        /// A member stands in it twice.
        case duplicateField
        case invalidASN
        case invalidPrefix
        /// The maximum length is no number, or not between the prefix's length and the family's.
        case invalidMaxLength
        case invalidTrustAnchor
        /// The expiry or validity is no time.
        case invalidTime
        case invalidKeyIdentifier
        case invalidPublicKey
        /// The providers are no list of AS numbers, or there are none.
        case invalidProviders
        case invalidSource
    }

    public let code: Code
    /// Where the row begins: the line, counted from 1.
    public let line: Int
    /// Where the row begins: the octet, counted from 0.
    public let offset: Int
}
