internal import Hummingbird
internal import Synchronization

/// A number of places for costly work; who gets none is sent away.
final class Slots: Sendable {
    /// A place that is taken for as long as this exists.
    final class Slot: Sendable {
        private let slots: Slots

        fileprivate init(_ slots: Slots) {
            self.slots = slots
        }

        deinit {
            slots.taken.withLock { $0 -= 1 }
        }
    }

    private let limit: Int
    private let taken = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    func take() throws(APIError) -> Slot {
        let isFree = taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
        guard isFree else { throw .unavailable("\(limit) answers of this kind are being made already", retryAfter: 1) }
        return Slot(self)
    }
}
