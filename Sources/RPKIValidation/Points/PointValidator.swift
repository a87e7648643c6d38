internal import RPKIObjects
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// Validates one publication point: manifest, CRL and completeness (RFC 9286 section 6), then each object in it (RFC
/// 6487 section 7). A plain function of what source and store hold and of the clock; many run side by side.
struct PointValidator: Sendable {
    let store: (any VerdictStore)?
    let memory: WalkMemory?
    let limits: ValidationLimits
    let date: Date
    let policy: LocalPolicy
    /// The settings that verdicts depend on, in addition to object and CA.
    private let decodingLimits: String

    init(
        store: (any VerdictStore)?, memory: WalkMemory?, limits: ValidationLimits, date: Date, policy: LocalPolicy
    ) {
        self.store = store
        self.memory = memory
        self.limits = limits
        self.date = date
        self.policy = policy
        decodingLimits = "\(limits.decoding)"
    }

    /// The result of `point` with the objects of `folder`.
    func outcome(of point: PublicationPoint, in folder: any ObjectFolder) async throws -> PointOutcome {
        let outcome = try await validated(point, in: folder)
        // What a walk that ends gave up on is nothing to remember.
        try Task.checkCancellation()
        if let memory, let stamp = folder.stamp {
            memory.remember(outcome, of: point, stamp: stamp, at: date, describing: limits.totalRejections)
        }
        return outcome
    }

    private func validated(_ point: PublicationPoint, in folder: any ObjectFolder) async throws -> PointOutcome {
        let key = point.key
        let context = context(of: point)
        let known = try store?.record(for: key).flatMap(PointRecord.init(encoded:))
        do {
            let candidate = try await judged(fresh(point, in: folder, context, known), of: point)
            return try assess(candidate, of: point, known: known, failure: nil)
        } catch let failure as PointFailure {
            guard let known else { return failed([failure]) }
            do {
                let candidate = try await judged(kept(known, point, context), of: point)
                return try assess(candidate, of: point, known: known, failure: failure)
            } catch let second as PointFailure {
                return failed([failure, second])
            }
        }
    }

    /// A hash of all that verdicts on the point's objects depend on: the CA, and how much an object may hold.
    private func context(of point: PublicationPoint) -> ObjectHash {
        var writer = RecordWriter()
        writer.write(point.context)
        writer.write(decodingLimits)
        return ObjectHash(of: writer.bytes)
    }

    /// The outcome of a point that gives nothing.
    private func failed(_ failures: [PointFailure]) -> PointOutcome {
        var outcome = PointOutcome(state: .failed, described: limits.authorityRejections)
        outcome.fileCount = failures.reduce(0) { $0 + $1.filesRead }
        outcome.counts.pointsFailed = 1
        outcome.counts.manifests.invalid = 1
        outcome.delay(failures)
        for failure in failures {
            outcome.rejections.append(
                Rejection(uri: failure.uri, hash: failure.hash, level: .rejected, error: failure.error))
        }
        return outcome
    }
}
