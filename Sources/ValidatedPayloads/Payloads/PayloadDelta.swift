/// The exact difference between two sets, by content: when payloads expire and where they come from does not count.
///
/// Each list is ascending. An ASPA whose providers changed is withdrawn as it was and announced as it is; who speaks RTR
/// version 2 sends the announcement alone, since it replaces what the router has for the customer.
public struct PayloadDelta: Hashable, Sendable {
    /// The changes of one kind of payload.
    public struct Change<Payload: Hashable & Sendable>: Hashable, Sendable {
        public var announced: [Payload] = []
        public var withdrawn: [Payload] = []

        public init() {}

        public var isEmpty: Bool {
            announced.isEmpty && withdrawn.isEmpty
        }
    }

    public var vrps = Change<VRP>()
    public var aspas = Change<ASPA>()
    public var routerKeys = Change<RouterKey>()

    public init() {}

    /// The announcements and withdrawals that lead from `old` to `new`.
    public init(from old: PayloadSet, to new: PayloadSet) {
        vrps = PayloadDelta.change(from: old.vrps, to: new.vrps)
        aspas = PayloadDelta.change(from: old.aspas, to: new.aspas)
        routerKeys = PayloadDelta.change(from: old.routerKeys, to: new.routerKeys)
    }

    public var isEmpty: Bool {
        vrps.isEmpty && aspas.isEmpty && routerKeys.isEmpty
    }

    private static func change<Payload: Comparable>(from old: [Payload], to new: [Payload]) -> Change<Payload> {
        var change = Change<Payload>()
        var left = 0
        var right = 0
        while left < old.count, right < new.count {
            if old[left] == new[right] {
                left += 1
                right += 1
            } else if old[left] < new[right] {
                change.withdrawn.append(old[left])
                left += 1
            } else {
                change.announced.append(new[right])
                right += 1
            }
        }
        change.withdrawn.append(contentsOf: old[left...])
        change.announced.append(contentsOf: new[right...])
        return change
    }
}
