public import FoundationEssentials

/// The contents of a payload file.
public struct PayloadDocument: Sendable {
    public let set: PayloadSet
    public let format: PayloadFormat
    /// The time at which the file was made, according to itself.
    public let generated: Date?
    /// The first of the rows that were not taken, as many as the reader's limits say.
    public let rejections: [RejectedRow]
    /// The number of rejected rows.
    public let rejectionCount: Int
}

/// A row of a payload file that says nothing valid. Its neighbours are taken.
public struct RejectedRow: Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The row is of another type than it should be, or has another number of fields.
        case invalidRow
        /// A member or field that it needs is missing.
        case missingField
        /// It has a member twice.
        case duplicateField
        case invalidASN
        case invalidPrefix
        /// The maximum length is not a number, or not between the prefix's length and the family's.
        case invalidMaxLength
        case invalidTrustAnchor
        /// The expiry or validity is not a time.
        case invalidTime
        case invalidKeyIdentifier
        case invalidPublicKey
        /// The providers are not a list of AS numbers, or the list is empty.
        case invalidProviders
        case invalidSource
    }

    public let code: Code
    /// The start of the row: the line, counted from 1.
    public let line: Int
    /// The start of the row: the octet, counted from 0.
    public let offset: Int
}
