import Delivery
import Foundation
import Testing

@Suite("The delivery to one recipient") struct DeliveryQueueTests {
    private static func message(_ number: Int, pacing: Pacing? = nil) -> QueuedMessage {
        QueuedMessage(
            id: Int64(number),
            message: Message(
                recipient: "r", key: "case-7", revision: number, time: Date(timeIntervalSince1970: 1),
                content: MessageContent(
                    kind: "notification", change: "opened", severity: 1, summary: "s", text: "t", record: "{}"),
                pacing: pacing))
    }

    private static func waiting(_ numbers: ClosedRange<Int>) -> [QueuedMessage] { numbers.map { message($0) } }

    private static func ids(_ action: DeliveryQueue.Action) -> [Int64] {
        if case .send(let messages) = action { messages.map(\.id) } else { [] }
    }

    @Test("A message is the same by what it is about and its revision, whoever gets it")
    func identity() {
        #expect(Self.message(3).message.identity == "case-7.3")
    }

    @Test("Without a rate each goes alone, in order; when nothing waits there is nothing to do")
    func alone() {
        var queue = DeliveryQueue(Pacing(rate: nil, period: 60))
        #expect(queue.next([], at: 0) == .rest)
        for number in 1...3 {
            #expect(Self.ids(queue.next(Self.waiting(number...3), at: 0)) == [Int64(number)])
            #expect(queue.sent(.delivered, at: 0) == .delivered([Int64(number)]))
        }
        #expect(queue.delivered == 3)
    }

    @Test("What the rate holds up waits, and goes together")
    func together() {
        var queue = DeliveryQueue(Pacing(rate: 1, period: 60))
        #expect(Self.ids(queue.next(Self.waiting(1...4), at: 0)) == [1])
        #expect(queue.sent(.delivered, at: 0) == .delivered([1]))
        #expect(queue.next(Self.waiting(2...4), at: 10) == .wait(50))
        #expect(Self.ids(queue.next(Self.waiting(2...4), at: 60)) == [2, 3, 4])
        #expect(queue.sent(.delivered, at: 60) == .delivered([2, 3, 4]))
    }

    @Test("A message has its own pacing, whatever holds for the recipient")
    func own() {
        var queue = DeliveryQueue(Pacing(rate: nil, period: 60))
        let slow = Pacing(rate: 1, period: 3_600)
        #expect(Self.ids(queue.next([Self.message(1, pacing: slow)], at: 0)) == [1])
        #expect(queue.sent(.delivered, at: 0) == .delivered([1]))
        #expect(queue.next([Self.message(2, pacing: slow)], at: 600) == .wait(3_000))
        #expect(Self.ids(queue.next([Self.message(3)], at: 600)) == [3])
    }

    @Test("Of several that are refused together each half is tried, before anything else, down to the one to blame")
    func halves() {
        var queue = DeliveryQueue(Pacing(rate: nil, period: 60))
        var action = queue.last(Self.waiting(1...1), at: 0)
        #expect(queue.sent(.failed(reason: "busy"), at: 0) == .failed([1]))
        #expect(queue.failure == "busy")
        #expect(queue.sent(.delivered, at: 0) == nil, "nothing was sent")
        queue = DeliveryQueue(Pacing(rate: 1, period: 60))
        #expect(Self.ids(queue.last(Self.waiting(1...1), at: 0)) == [1])
        #expect(queue.sent(.delivered, at: 0) == .delivered([1]))
        action = queue.last(Self.waiting(2...5), at: 1)
        #expect(Self.ids(action) == [2, 3, 4, 5])
        var sent: [[Int64]] = []
        var outcomes: [DeliveryOutcome] = []
        while case .send(let messages) = action {
            sent.append(messages.map(\.id))
            let isRefused = messages.contains { $0.id == 3 }
            if let outcome = queue.sent(isRefused ? .refused(reason: "no") : .delivered, at: 1) {
                outcomes.append(outcome)
            }
            action = queue.hasParts ? queue.next(Self.waiting(9...9), at: 1) : .rest
        }
        #expect(sent == [[2, 3, 4, 5], [2, 3], [2], [3], [4, 5]])
        #expect(outcomes == [.delivered([2]), .refused([3], reason: "no"), .delivered([4, 5])])
        #expect(queue.delivered == 4)
        #expect(queue.refused == 1)
        #expect(queue.failure == nil)
    }

    @Test("A failure that may pass ends the parts that are left, and each wait is longer than the one before")
    func failure() {
        var queue = DeliveryQueue(Pacing(rate: 1, period: 60))
        _ = queue.last(Self.waiting(1...1), at: 0)
        _ = queue.sent(.delivered, at: 0)
        #expect(Self.ids(queue.last(Self.waiting(2...5), at: 0)) == [2, 3, 4, 5])
        #expect(queue.sent(.refused(reason: "413"), at: 0) == nil)
        #expect(Self.ids(queue.next([], at: 0)) == [2, 3])
        #expect(queue.sent(.failed(reason: "busy"), at: 0) == .failed([2, 3]))
        #expect(!queue.hasParts)
        #expect(queue.next(Self.waiting(2...5), at: 0) == .wait(1))
        // After a failure each is tried alone, so that one does not hold up those before it.
        #expect(Self.ids(queue.last(Self.waiting(2...5), at: 0)) == [2])
        #expect(queue.sent(.failed(reason: "busy"), at: 100) == .failed([2]))
        #expect(queue.next(Self.waiting(2...5), at: 100) == .wait(2))
        #expect(queue.failed == 2)
    }

    @Test("What could not be noted waits, so that it does not go out again and again")
    func notNoted() {
        var queue = DeliveryQueue(Pacing(rate: nil, period: 60))
        _ = queue.next(Self.waiting(1...2), at: 0)
        #expect(queue.sent(.delivered, at: 0) == .delivered([1]))
        queue.couldNotNote(at: 0)
        #expect(queue.next(Self.waiting(1...2), at: 0) == .wait(1))
    }
}
