internal import LocalFiles

/// Whether there is room for what the node stores.
struct DiskCheck {
    let folder: String
    /// `nil` where the system does not know.
    let space: DiskSpace?
    /// Octets that the databases have now.
    let used: Int
    /// Octets that the repositories may have (`rpki.limits.state-size`).
    let quota: Int

    /// Octets, and files, below which the disk counts as full.
    static let leastOctets = 256_000_000
    static let leastFiles = 1_000

    var findings: [DoctorFinding] {
        guard let space else {
            return [DoctorFinding(.disk, .note, "\(folder): the system does not say how much space there is")]
        }
        let breaks = "the node cannot store what it fetches, nor new alerts"
        var findings: [DoctorFinding] = []
        if space.free < DiskCheck.leastOctets {
            findings.append(
                .wrong(
                    .disk, "\(folder): the disk has \(megabytes(space.free)) free of \(megabytes(space.total))",
                    breaks: breaks, remedy: "du -xh \(folder) | sort -h | tail"))
        }
        if space.totalFiles > 0, space.freeFiles < DiskCheck.leastFiles {
            findings.append(
                .wrong(
                    .disk, "\(folder): the file system has \(space.freeFiles) free inodes of \(space.totalFiles)",
                    breaks: breaks, remedy: "df -i \(folder)"))
        }
        if findings.isEmpty {
            findings.append(.good(.disk, "\(folder): \(megabytes(space.free)) free, \(megabytes(used)) used"))
            if space.free.addingReportingOverflow(used).partialValue < quota {
                findings.append(
                    DoctorFinding(
                        .disk, .note,
                        "the disk is smaller than rpki.limits.state-size (\(megabytes(quota))): it is full before that limit is reached",
                        remedy: "set rpki.limits.state-size to less than \(megabytes((space.free + used) / 10 * 9))"))
            }
        }
        return findings
    }

    private func megabytes(_ octets: Int) -> String { "\(octets / 1_000_000)MB" }
}
