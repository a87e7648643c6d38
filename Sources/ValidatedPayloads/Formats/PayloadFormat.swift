/// The formats of payload files, by the names that operators know from Routinator and rpki-client.
public enum PayloadFormat: String, Hashable, Sendable, CaseIterable {
    /// Routinator: AS, prefix, maximum length, trust anchor.
    case csv
    /// Routinator: as `csv`, every field in quotes.
    case csvcompat
    /// Routinator: URI, AS, prefix, maximum length, validity of the ROA's certificate.
    case csvext
    /// Routinator: every payload with its trust anchor.
    case json
    /// Routinator: every payload with all its sources.
    case jsonext
    /// RFC 8416: VRPs and router keys as local assertions.
    case slurm
    /// draft-ietf-sidrops-aspa-slurm: ASPAs too.
    case slurm2
    /// OpenBGPD's `roa-set`.
    case openbgpd
    /// A `roa table` of BIRD 1.
    case bird1
    /// A `roa table` of BIRD 2.
    case bird2
    /// RPSL route objects.
    case rpsl
    /// Counts of each kind, for people.
    case summary
    /// Nothing at all.
    case none
    /// rpki-client: every payload with its expiry.
    case rpkiClientJSON = "rpki-client-json"
    /// rpki-client: AS, prefix, maximum length, trust anchor, expiry.
    case rpkiClientCSV = "rpki-client-csv"

    /// True if files of this format can be read, too.
    public var isReadable: Bool {
        switch self {
        case .csv, .csvcompat, .csvext, .json, .jsonext, .slurm, .slurm2, .rpkiClientJSON, .rpkiClientCSV: true
        case .openbgpd, .bird1, .bird2, .rpsl, .summary, .none: false
        }
    }
}
