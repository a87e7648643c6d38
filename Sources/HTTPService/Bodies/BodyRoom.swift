internal import Synchronization

/// What an encoder of a body asks before it holds more octets.
package final class BodyRoom: Sendable {
    package let share: HeldOctets.Share
    private let largest: Int
    private let makeRoom: @Sendable () -> Bool
    private let wasExceeded = Atomic(false)

    /// - Parameters:
    ///   - largest: Octets that one body may have.
    ///   - makeRoom: Gives up something else that is held; `false` when there is nothing.
    init(_ share: HeldOctets.Share, largest: Int, makeRoom: @escaping @Sendable () -> Bool) {
        self.share = share
        self.largest = largest
        self.makeRoom = makeRoom
    }

    /// Takes room for more octets; `false` when the body is too large, or when all else that is held is still being sent.
    package func grow(by octets: Int) -> Bool {
        guard share.count + octets <= largest else {
            wasExceeded.store(true, ordering: .relaxed)
            return false
        }
        while !share.grow(by: octets) {
            guard makeRoom() else { return false }
        }
        return true
    }

    /// Whether the body was larger than one may be.
    var isTooSmall: Bool {
        wasExceeded.load(ordering: .relaxed)
    }
}
