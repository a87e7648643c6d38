package import BGPMessages
import NumberResources

/// Makes messages of feeds of what RIS Live sends. Each collector is a feed of its own, since the same peer may be a neighbour of
/// several.
package enum RISLiveFeedAdapter {
    /// What one collector reports, or the service of itself.
    package struct Portion: Hashable, Sendable {
        /// `nil` for the service.
        package let collector: String?
        package var messages: [FeedMessage]
    }

    /// The messages in their order, those of one collector in a row together.
    package static func portions(_ events: [RISLiveEvent]) -> [Portion] {
        var portions: [Portion] = []
        for event in events {
            let (collector, message) = message(event)
            if let last = portions.indices.last, portions[last].collector == collector {
                portions[last].messages.append(message)
            } else {
                portions.append(Portion(collector: collector, messages: [message]))
            }
        }
        return portions
    }

    private static func message(_ event: RISLiveEvent) -> (collector: String?, message: FeedMessage) {
        switch event {
        case .message(let message):
            switch message.content {
            case .routes(let routes): return (message.collector, .routes(routes))
            case .peerState(.established?): return (message.collector, .peerUp(message.peer))
            case .peerState(_?), .notification: return (message.collector, .peerDown(message.peer))
            case .peerState(nil), .open, .keepalive, .other: return (nil, .alive)
            }
        case .reply(.error(let text)): return (nil, .fault(reason: "ris-error", detail: text))
        case .reply: return (nil, .alive)
        case .gap(let from, let to):
            let seconds = Double(to.microseconds - from.microseconds) / 1_000_000
            let detail = "no data for \(Int(saturating: seconds.rounded(.up))) seconds"
            return (nil, .fault(reason: "gap", detail: detail))
        case .fault(let fault): return (nil, .fault(reason: fault.code.rawValue, detail: "\(fault)"))
        }
    }
}
