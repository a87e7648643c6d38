internal import BGPMessages
internal import NumberResources

/// Makes of RIS Live what the watch is told. Each collector is a feed of its own, since the same peer may be a neighbour of
/// several.
struct RISLiveWords {
    /// What one collector says, and what is said of the service itself.
    struct Utterance {
        /// `nil` for the service.
        let collector: String?
        var words: [FeedWord]
    }

    static func utterances(_ events: [RISLiveEvent]) -> [Utterance] {
        var utterances: [Utterance] = []
        func add(_ word: FeedWord, _ collector: String?) {
            if utterances.last?.collector == collector, !utterances.isEmpty {
                utterances[utterances.count - 1].words.append(word)
            } else {
                utterances.append(Utterance(collector: collector, words: [word]))
            }
        }
        for event in events {
            switch event {
            case .message(let message):
                switch message.content {
                case .routes(let routes): add(.routes(routes), message.collector)
                case .peerState(.established?): add(.peerUp(message.peer), message.collector)
                case .peerState(_?), .notification: add(.peerDown(message.peer), message.collector)
                case .peerState(nil), .open, .keepalive, .other: add(.alive, nil)
                }
            case .reply(.error(let text)): add(.fault(reason: "ris-error", detail: text), nil)
            case .reply: add(.alive, nil)
            case .gap(let from, let to):
                let seconds = Double(to.microseconds - from.microseconds) / 1_000_000
                add(
                    .fault(
                        reason: "gap", detail: "nothing is known of \(Int(saturating: seconds.rounded(.up))) seconds"),
                    nil)
            case .fault(let fault): add(.fault(reason: fault.code.rawValue, detail: "\(fault)"), nil)
            }
        }
        return utterances
    }
}
