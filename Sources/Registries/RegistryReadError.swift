package import TextFormats

/// The reason why a registry's file could not be read at all, and the place.
public struct RegistryReadError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The file begins like none of its kind.
        case unknownFormat
        /// The file exceeds one of the reader's limits, which the reason names.
        case limitExceeded
        /// The file could not be read to its end.
        case inputFailed
    }

    public let code: Code
    public let reason: String
    /// The line, counted from 1.
    public let line: Int

    @inline(never)
    package init(_ code: Code, _ reason: String, line: Int) {
        self.code = code
        self.reason = reason
        self.line = line
    }

    @inline(never)
    init(_ failure: TextLines.Failure) {
        let code: Code =
            switch failure.code {
            case .sizeLimit: .limitExceeded
            case .inputFailed: .inputFailed
            }
        self.init(code, failure.reason, line: failure.line)
    }
}

extension TextLines {
    /// ``TextLines/next()`` with the error of a registry's file.
    package mutating func nextLine() throws(RegistryReadError) -> Bool {
        do throws(Failure) { return try next() } catch { throw RegistryReadError(error) }
    }
}

extension RegistryReadError: CustomStringConvertible {
    public var description: String {
        "\(code.rawValue): \(reason) (line \(line))"
    }
}
