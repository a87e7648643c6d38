internal import RPKIObjects

extension PointValidator {
    /// Objects that one task verifies. A point with fewer objects is not worth a separate task.
    private static let portion = 128

    /// The point with verdicts on all its files. A large point, such as a registry's with thousands of CA certificates,
    /// is verified on several cores in parallel, because nothing below it can start before.
    func judged(_ candidate: PointCandidate, of point: PublicationPoint) async throws -> PointCandidate {
        let open = candidate.verdicts.indices.filter { candidate.verdicts[$0] == nil }
        guard open.count > PointValidator.portion else { return candidate }
        let files = candidate.record.files
        let octets = candidate.octets
        let uris = candidate.uris
        let list = uris[candidate.record.revocationList]
        let limits = limits.decoding
        var judged = candidate
        try await withThrowingTaskGroup(of: [(Int, ObjectVerdict)].self) { group in
            for start in stride(from: 0, to: open.count, by: PointValidator.portion) {
                let places = open[start..<min(start + PointValidator.portion, open.count)]
                group.addTask {
                    try places.map { place in
                        try Task.checkCancellation()
                        let verdict = ObjectVerdict.validating(
                            octets[place] ?? [], as: RepositoryObject.FileType(fileName: files[place].name),
                            at: uris[place], revocationList: list,
                            issuer: point.authority, limits)
                        return (place, verdict)
                    }
                }
            }
            for try await verdicts in group {
                for (place, verdict) in verdicts { judged.verdicts[place] = verdict }
            }
        }
        return judged
    }
}
