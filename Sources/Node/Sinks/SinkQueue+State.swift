internal import Delivery
internal import DeliverySinks

extension SinkQueue {
    /// The state of the delivery, for the status.
    func state(waiting: Int) -> SinkState {
        var state = SinkState(name: sink.label)
        state.waiting = waiting
        state.delivered = queue.delivered
        state.refused = queue.refused
        state.error = queue.failure
        return state
    }
}
