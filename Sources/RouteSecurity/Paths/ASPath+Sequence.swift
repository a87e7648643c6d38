package import BGPMessages
import NumberResources

extension ASPath {
    /// The path without its sets and without segments of confederations.
    ///
    /// The members of a set have no order, and only the AS that precedes the set claims that they took part; sets are deprecated
    /// (RFC 9774). Segments of a confederation are not to leave it (RFC 5065 section 5). So neither can show who originates a route,
    /// nor who is a neighbour of whom.
    package var sequence: ASPath {
        if runs.isEmpty { return self }
        return ASPath(segments.flatMap { $0.kind == .sequence ? $0.asns : [] })
    }

    /// The ends of a path that is longer than any that means something: a quarter from the peer, the rest from the origin. Of
    /// sets only one at the end is left, with one member.
    ///
    /// - Parameter limit: The most AS numbers of the sequence.
    package func shortened(to limit: Int) -> ASPath {
        let all = sequence.asns
        let front = limit / 4
        let asns = all.count > limit ? Array(all.prefix(front) + all.suffix(limit - front)) : all
        guard let last = runs.last, last.kind == .set, let member = self.asns.last else { return ASPath(asns) }
        let sequence = asns.isEmpty ? [] : [Run(kind: .sequence, count: asns.count)]
        return ASPath(asns: asns + [member], runs: sequence + [Run(kind: .set, count: 1)])
    }
}
