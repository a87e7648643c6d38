import NumberResources

/// The exceptions of one or several SLURM files.
public struct SLURM: Hashable, Sendable {
    public let files: [SLURMFile]

    /// The exceptions of `files` together.
    ///
    /// - Throws: When two of them speak of the same resources; then none of them may be used (RFC 8416 section 4.2).
    public init(_ files: [SLURMFile]) throws(SLURMConflict) {
        self.files = files
        try SLURM.check(files, .prefixes, SLURM.addresses)
        try SLURM.check(files, .bgpsec, SLURM.bgpsecASNs)
        try SLURM.check(files, .aspas, SLURM.customers)
    }

    /// The exceptions of one file, which can be in conflict with none.
    public init(_ file: SLURMFile) {
        files = [file]
    }

    private static func check(
        _ files: [SLURMFile], _ code: SLURMConflict.Code, _ resources: (SLURMFile) -> ResourceSet
    ) throws(SLURMConflict) {
        let sets = files.map(resources)
        var seen = ResourceSet()
        for (second, set) in sets.enumerated() {
            if seen.intersection(set).isEmpty {
                seen = seen.union(set)
                continue
            }
            for first in 0..<second {
                let common = sets[first].intersection(set)
                if !common.isEmpty {
                    throw SLURMConflict(code: code, first: first, second: second, resources: common.description)
                }
            }
        }
    }

    private static func addresses(of file: SLURMFile) -> ResourceSet {
        ResourceSet(prefixes: file.prefixFilters.compactMap(\.prefix) + file.prefixAssertions.map(\.payload.prefix))
    }

    private static func bgpsecASNs(of file: SLURMFile) -> ResourceSet {
        ResourceSet(prefixes: [], asns: file.bgpsecFilters.compactMap(\.asn) + file.bgpsecAssertions.map(\.payload.asn))
    }

    private static func customers(of file: SLURMFile) -> ResourceSet {
        ResourceSet(prefixes: [], asns: file.aspaFilters.map(\.customer) + file.aspaAssertions.map(\.payload.customer))
    }
}
