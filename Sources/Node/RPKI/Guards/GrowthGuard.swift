internal import RPKIValidation
internal import ValidatedPayloads

/// Sees when a CA gives many times as many VRPs as before: a CA that was taken over, or is broken, can flood every router.
struct GrowthGuard {
    struct Finding: Hashable {
        let id: AuthorityCounts.ID
        /// The CA's name, and its manifest.
        let subject: String
        let manifest: String
        /// Its publication point.
        let repository: String
        let before: Int
        let now: Int
    }

    /// The factor from which growth is too much.
    let factor: Int
    /// VRPs below which nothing is too many.
    let floor: Int

    /// VRPs by CA and by publication point.
    static func counts(of authorities: [ValidationRun.Authority]) -> [AuthorityCounts.ID: Int] {
        var counts: [AuthorityCounts.ID: Int] = [:]
        for authority in authorities {
            counts[authority.keyID, default: 0] += authority.counts.vrps
            counts[authority.placeID, default: 0] += authority.counts.vrps
        }
        return counts
    }

    /// The CAs that have too many since `known`. One that was not there before is new, and not among them.
    func findings(
        of authorities: [ValidationRun.Authority], _ counts: [AuthorityCounts.ID: Int], since known: AuthorityCounts
    ) -> [Finding] {
        var findings: [Finding] = []
        var found: Set<AuthorityCounts.ID> = []
        for authority in authorities where authority.counts.vrps > 0 {
            // A CA with a new key is measured by its publication point.
            let id = known.count(of: authority.keyID) == nil ? authority.placeID : authority.keyID
            guard let before = known.count(of: id), let now = counts[id], now >= floor,
                now / factor >= max(1, before), found.insert(id).inserted
            else { continue }
            findings.append(
                Finding(
                    id: id, subject: authority.subject, manifest: authority.manifest,
                    repository: authority.repository, before: before, now: now))
        }
        return findings
    }
}

extension ValidationRun.Authority {
    fileprivate var keyID: AuthorityCounts.ID {
        AuthorityCounts.id("key", "\(key)", below: trustAnchor)
    }

    fileprivate var placeID: AuthorityCounts.ID {
        AuthorityCounts.id("place", repository, below: trustAnchor)
    }
}
