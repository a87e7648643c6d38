internal import RPKIObjects
internal import ValidatedPayloads
internal import struct FoundationEssentials.Date

/// Validates one publication point: manifest, CRL and completeness (RFC 9286 section 6), then each object in it (RFC 6487
/// section 7). A plain function of what source and store hold and of the clock; many run side by side.
struct PointValidator: Sendable {
    let source: any ObjectSource
    let store: (any VerdictStore)?
    let limits: ValidationLimits
    let date: Date
    let policy: LocalPolicy

    func outcome(of point: PublicationPoint) async throws -> PointOutcome {
        let key = point.key
        let context = point.authority.context
        let known = try store?.record(for: key).flatMap(PointRecord.init(encoded:))
        do {
            let candidate = await judged(try fresh(point, context, known), of: point)
            return try assess(candidate, of: point, known: known, failure: nil)
        } catch let failure as PointFailure {
            guard let known else { return failed(point, [failure]) }
            do {
                let candidate = await judged(try kept(known, point, context), of: point)
                return try assess(candidate, of: point, known: known, failure: failure)
            } catch let second as PointFailure {
                return failed(point, [failure, second])
            }
        }
    }

    /// The outcome of a point that gives nothing.
    private func failed(_ point: PublicationPoint, _ failures: [PointFailure]) -> PointOutcome {
        var outcome = PointOutcome(state: .failed)
        outcome.counts.pointsFailed = 1
        outcome.counts.manifests.invalid = 1
        outcome.rejections = failures.map {
            Rejection(uri: $0.uri, hash: $0.hash, level: .rejected, error: $0.error)
        }
        return outcome
    }
}
