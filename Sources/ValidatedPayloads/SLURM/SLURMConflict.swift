/// The reason why several SLURM files cannot be used together: two of them contain the same resources, and neither
/// takes precedence (RFC 8416 section 4.2).
public struct SLURMConflict: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Prefix filters or assertions of both have an address in common.
        case prefixes
        /// BGPsec filters or assertions of both name the same AS.
        case bgpsec
        /// ASPA filters or assertions of both name the same customer.
        case aspas
    }

    public let code: Code
    /// The positions of the two files.
    public let first: Int
    public let second: Int
    /// The resources that both cover, as text.
    public let resources: String
}

extension SLURMConflict: CustomStringConvertible {
    public var description: String {
        "SLURM files \(first + 1) and \(second + 1) both cover \(resources) (\(code.rawValue))"
    }
}
