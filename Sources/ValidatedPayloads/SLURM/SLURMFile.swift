/// The content of a SLURM file: exceptions from what the RPKI says, for a local view
/// (RFC 8416; version 2 by draft-ietf-sidrops-aspa-slurm).
///
/// ```swift
/// let file = try SLURMFile(bytes, path: "/etc/atalaya/exceptions.json")
/// let (set, report) = try SLURM([file]).applied(to: validated)
/// ```
public struct SLURMFile: Hashable, Sendable {
    public enum Version: Int, Hashable, Sendable, CaseIterable {
        case one = 1
        /// With ASPAs.
        case two = 2
    }

    public var version: Version
    /// The path of the file; its assertions name it as their source.
    public var path: String?
    public var prefixFilters: [SLURMPrefixFilter] = []
    public var bgpsecFilters: [SLURMBGPsecFilter] = []
    public var aspaFilters: [SLURMASPAFilter] = []
    public var prefixAssertions: [SLURMAssertion<VRP>] = []
    public var bgpsecAssertions: [SLURMAssertion<RouterKey>] = []
    public var aspaAssertions: [SLURMAssertion<ASPA>] = []

    public init(version: Version = .two, path: String? = nil) {
        self.version = version
        self.path = path
    }

    public var hasFilters: Bool {
        !(prefixFilters.isEmpty && bgpsecFilters.isEmpty && aspaFilters.isEmpty)
    }
}
