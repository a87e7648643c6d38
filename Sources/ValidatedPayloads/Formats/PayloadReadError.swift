internal import TextFormats

/// The reason why a file could not be read as payloads at all, and the place.
public struct PayloadReadError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The file begins like none of the formats.
        case unknownFormat
        /// Files of this format can be written only.
        case unreadableFormat
        case invalidJSON
        /// JSON, but not of payloads.
        case unexpectedStructure
        /// The header of a CSV file does not name the AS and the prefix, or names a column twice.
        case invalidHeader
        /// The SLURM file is not valid.
        case invalidSLURM
        /// The SLURM file has filters, so it does not say what there is, only what to change.
        case slurmHasFilters
        /// The file exceeds one of the reader's limits, which the reason names.
        case limitExceeded
        /// The file could not be read to its end.
        case inputFailed
    }

    public let code: Code
    public let reason: String
    /// The line, counted from 1.
    public let line: Int
    /// The octet, counted from 0.
    public let offset: Int

    @inline(never)
    init(_ code: Code, _ reason: String, line: Int, offset: Int) {
        self.code = code
        self.reason = reason
        self.line = line
        self.offset = offset
    }

    @inline(never)
    init(_ error: JSONError) {
        code =
            switch error.code {
            case .depthLimit, .tokenLimit, .sizeLimit: .limitExceeded
            case .inputFailed: .inputFailed
            default: .invalidJSON
            }
        reason = error.code.rawValue
        line = error.line
        offset = error.offset
    }

    @inline(never)
    init(_ failure: TextLines.Failure) {
        code =
            switch failure.code {
            case .sizeLimit: .limitExceeded
            case .inputFailed: .inputFailed
            }
        reason = failure.reason
        line = failure.line
        offset = failure.offset
    }
}

extension PayloadReadError: CustomStringConvertible {
    public var description: String {
        "\(code.rawValue): \(reason) (line \(line), octet \(offset))"
    }
}
