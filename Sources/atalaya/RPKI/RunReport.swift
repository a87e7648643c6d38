internal import RPKIObjects
internal import RPKIValidation
internal import ValidatedPayloads

/// The result of a run, ready to be written.
struct RunReport {
    let run: ValidationRun
    /// The run's payloads after the operator's exceptions.
    let payloads: PayloadSet
    let exceptions: SLURMReport?

    init(run: ValidationRun, exceptions slurm: SLURM?) {
        self.run = run
        if let (set, report) = slurm?.applied(to: run.payloads) {
            payloads = set
            exceptions = report
        } else {
            payloads = run.payloads
            exceptions = nil
        }
    }

    /// Writes the payloads in `format`.
    func write(_ format: OutputFormat, to sink: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        switch format {
        case .payloads(let format):
            let writer = PayloadWriter(format: format, generated: run.date, statistics: statistics)
            try writer.write(payloads, to: sink)
        case .ccr:
            // Caches compare these to compare their view of the RPKI; local exceptions do not belong in them.
            try sink(run.canonicalCacheRepresentation.span)
        }
    }

    /// The data that the formats print in addition to payloads.
    var statistics: PayloadStatistics {
        var statistics = PayloadStatistics(of: payloads)
        let final = statistics
        statistics.total = PayloadStatistics.Counts(run.counts)
        statistics.total.finalPayloads = payloads.counts
        statistics.trustAnchors = run.trustAnchors.map { anchor in
            var counts = PayloadStatistics.Counts(anchor.counts)
            counts.validPayloads = PayloadCounts(
                vrps: anchor.vrps, aspas: anchor.aspas, routerKeys: anchor.routerKeys)
            counts.finalPayloads =
                final.trustAnchors.first { $0.name == anchor.name }?.counts.finalPayloads ?? PayloadCounts()
            statistics.total.validPayloads.vrps += anchor.vrps
            statistics.total.validPayloads.aspas += anchor.aspas
            statistics.total.validPayloads.routerKeys += anchor.routerKeys
            return PayloadStatistics.TrustAnchor(name: anchor.name, counts: counts)
        }
        statistics.run.talFiles = run.trustAnchors.map { $0.name + ".tal" }
        statistics.run.invalidTALs = run.trustAnchors.count { !$0.isFound }
        statistics.run.repositories =
            Set(run.authorities.map { $0.manifest.split(separator: "/").dropFirst().first }).count
        return statistics
    }

    /// Says in a few lines what was found, and what was not accepted.
    func printToStandardError(limit: Int, file: String?) {
        for rejection in run.rejections.prefix(limit) { StandardError.print("\(rejection)") }
        let all = run.rejectionCount()
        if all > min(limit, run.rejections.count) {
            let described = all == run.rejections.count ? "all of them" : "\(run.rejections.count) of them"
            StandardError.print(
                "… and \(all - min(limit, run.rejections.count)) more"
                    + (file.map { ": see \($0)" + (all == run.rejections.count ? "" : ", which contains \(described)") }
                        ?? ": --rejections FILE writes \(described)"))
        }
        for (limit, count) in run.limits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            StandardError.print("limit \(limit.rawValue) was reached \(count) times; see Docs/Limits.md")
        }
        if let exceptions {
            StandardError.print(
                "local exceptions: \(exceptions.removed.total) payloads filtered out, \(exceptions.asserted.total) "
                    + "asserted"
            )
        }
        for anchor in run.trustAnchors where !anchor.isFound {
            StandardError.print("\(anchor.name): could not find a valid certificate of this trust anchor")
        }
        let counts = run.counts
        StandardError.print(
            "\(payloads.vrps.count) VRPs, \(payloads.aspas.count) ASPAs, \(payloads.routerKeys.count) router keys from "
                + "\(counts.pointsFresh + counts.pointsKept) publication points"
                + (counts.pointsKept > 0 ? ", \(counts.pointsKept) of them in their last valid state" : "")
                + (counts.pointsFailed > 0 ? "; \(counts.pointsFailed) could not be used" : "")
                + "; \(run.rejectionCount(.rejected)) objects or points rejected")
    }
}

extension PayloadStatistics.Counts {
    /// The objects of a run, without payloads.
    init(_ counts: ObjectCounts) {
        self.init()
        certificates = counts.certificates.valid + counts.routerCertificates.valid
        failedCertificates = counts.certificates.invalid + counts.routerCertificates.invalid
        nonFunctionalCAs = counts.pointsFailed
        manifests = counts.manifests.valid
        failedManifests = counts.manifests.invalid
        crls = counts.revocationLists.valid
        ghostbusters = counts.ghostbusters.valid
        trustAnchorKeys = counts.trustAnchorKeys.valid
        roas = counts.routeOriginAuthorizations.valid
        failedROAs = counts.routeOriginAuthorizations.invalid
        aspas = counts.providerAuthorizations.valid
        failedASPAs = counts.providerAuthorizations.invalid
        routerCertificates = counts.routerCertificates.valid
    }
}
