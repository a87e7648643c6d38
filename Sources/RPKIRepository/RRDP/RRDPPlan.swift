internal import RPKIObjects

/// The decision what to fetch, from the stored state and the server's announcement (RFC 8182 section 3.4.1).
public enum RRDPPlan: Hashable, Sendable {
    /// Nothing is to be fetched.
    case upToDate
    /// The notification is older than the local copy and of the same history: nothing is to be fetched, and the state
    /// is kept as it is.
    case older
    /// These deltas, in this order.
    case deltas([RRDPReference])
    case snapshot(RRDPReference, Reason)

    /// The reason why the snapshot is fetched.
    public enum Reason: Hashable, Sendable {
        /// There is no local copy.
        case first
        /// The server began a new session.
        case session
        /// A delta that was announced before has another hash now (RFC 9697).
        case mutated(RRDPSerial)
        /// The serial is lower than the local one, and nothing shows that the history is the same.
        case regression
        /// The list of deltas does not reach back to the local version.
        case gap
        /// The list of deltas is faulty.
        case list(RRDPError)
        /// More deltas than are fetched one by one.
        case count(Int)
        /// The deltas have more octets than the snapshot.
        case size
        /// A delta could not be fetched or applied.
        case delta(String)
    }
}

extension RRDPPlan {
    /// The plan for a notification.
    ///
    /// - Parameters:
    ///   - state: what is there; `nil` when nothing is.
    ///   - octets: the size of a file, where it is known.
    public init(
        from state: RRDPState?, to notification: RRDPNotification, limits: RRDPLimits = RRDPLimits(),
        octets: (RRDPReference) -> Int? = { _ in nil }
    ) {
        func snapshot(_ reason: Reason) -> RRDPPlan { .snapshot(notification.snapshot, reason) }
        guard let state else {
            self = snapshot(.first)
            return
        }
        guard state.session == notification.session else {
            self = snapshot(.session)
            return
        }
        // RFC 9697 section 3: the content of a serial never changes. Checked first, because a server that fell back and
        // continued from there may have any serial by now.
        var known = 0
        for delta in notification.deltas {
            guard let hash = state.deltaHashes[delta.serial] else { continue }
            guard hash == delta.hash else {
                self = snapshot(.mutated(delta.serial))
                return
            }
            known += 1
        }
        guard notification.serial != state.serial else {
            self = .upToDate
            return
        }
        if notification.serial < state.serial {
            // RFC 8182 section 3.3.2 lets caches stand between server and client, so an older notification of the same
            // history, which a known delta proves, is one that a cache still has. Without proof the server may have
            // lost versions, and what it has is what counts.
            self = known > 0 ? .older : snapshot(.regression)
            return
        }
        self = RRDPPlan.catchingUp(from: state, to: notification, limits: limits, octets: octets)
    }

    private static func catchingUp(
        from state: RRDPState, to notification: RRDPNotification, limits: RRDPLimits, octets: (RRDPReference) -> Int?
    ) -> RRDPPlan {
        if let fault = notification.deltaFault { return .snapshot(notification.snapshot, .list(fault)) }
        let needed = notification.deltas.filter { $0.serial > state.serial }
        guard let first = needed.first, first.serial == state.serial.next else {
            return .snapshot(notification.snapshot, .gap)
        }
        guard needed.count <= limits.fetchedDeltas else {
            return .snapshot(notification.snapshot, .count(needed.count))
        }
        let sizes = needed.compactMap(octets)
        if let whole = octets(notification.snapshot), sizes.count == needed.count, sizes.reduce(0, +) > whole {
            return .snapshot(notification.snapshot, .size)
        }
        return .deltas(needed)
    }
}
