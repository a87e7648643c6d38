internal import RPKIObjects
internal import Synchronization

internal import struct FoundationEssentials.Date

/// The memory of a process between walks: the outcome of each publication point, as long as its objects, the CAs above
/// it and the clock do not change it.
///
/// It holds for one set of limits and one local policy: a walk with others needs a new memory.
public final class WalkMemory: Sendable {
    private struct Remembered {
        let point: PublicationPoint
        let stamp: FolderStamp
        let date: Date
        let outcome: PointOutcome
        var round: Int
    }

    private struct State {
        var points: [PointKey: Remembered] = [:]
        var round = 0
        var hits = 0
        /// Rejections that are described among all outcomes.
        var described = 0
        var last: ValidationRun?
    }

    private let state = Mutex(State())

    public init() {}

    /// Points whose outcome was taken from memory in the last walk.
    public var hits: Int { state.withLock { $0.hits } }

    /// Publication points that it holds.
    public var count: Int { state.withLock { $0.points.count } }

    func begin() {
        state.withLock { state in
            state.round += 1
            state.hits = 0
        }
    }

    /// Forgets what the walk that ends did not come across.
    func end(with run: ValidationRun) {
        state.withLock { state in
            let round = state.round
            if state.points.contains(where: { $0.value.round != round }) {
                state.points = state.points.filter { $0.value.round == round }
                state.described = state.points.values.reduce(0) { $0 + $1.outcome.rejections.described.count }
            }
            state.last = run
        }
    }

    /// The last run, when the walk that ends found every point in memory, and no other points than those of the last.
    func unchangedRun(points: Int) -> ValidationRun? {
        state.withLock { state in
            guard let last = state.last, state.hits == points, last.authorities.count == points else { return nil }
            return last
        }
    }

    /// The outcome of `point`, if at `date` it is what it was.
    func outcome(of point: PublicationPoint, stamp: FolderStamp, at date: Date) -> PointOutcome? {
        state.withLock { state in
            let key = point.key
            guard let known = state.points[key], known.stamp == stamp, known.date <= date,
                date <= known.outcome.until, known.point.isAlike(point)
            else { return nil }
            state.points[key]?.round = state.round
            state.hits += 1
            return known.outcome
        }
    }

    /// - Parameter room: rejections that are described, of all points together.
    func remember(
        _ outcome: PointOutcome, of point: PublicationPoint, stamp: FolderStamp, at date: Date, describing room: Int
    ) {
        var outcome = outcome
        state.withLock { state in
            let key = point.key
            state.described -= state.points[key]?.outcome.rejections.described.count ?? 0
            guard outcome.until >= date else {
                state.points[key] = nil
                return
            }
            outcome.rejections.describe(atMost: room - state.described)
            state.described += outcome.rejections.described.count
            state.points[key] = Remembered(
                point: point, stamp: stamp, date: date, outcome: outcome, round: state.round)
        }
    }
}

extension PublicationPoint {
    /// True if this is the same CA with the same resources, on the same chain, as in an earlier walk.
    fileprivate func isAlike(_ other: PublicationPoint) -> Bool {
        context == other.context && manifest == other.manifest && repository == other.repository
            && certificateURI == other.certificateURI && chain == other.chain && trustAnchor == other.trustAnchor
            && authority.certificate.subjectKeyIdentifier == other.authority.certificate.subjectKeyIdentifier
            && authority.certificate.notification == other.authority.certificate.notification
    }
}
