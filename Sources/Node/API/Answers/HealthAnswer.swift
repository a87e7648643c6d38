internal import HTTPService
internal import Hummingbird
internal import RPKIValidation
internal import TextFormats

internal import struct FoundationEssentials.Date

/// The answer of `/health` and `/ready`: 200, or 503 with a reason.
struct HealthAnswer {
    let snapshot: NodeSnapshot
    let now: Date

    /// A sentence about what is wrong; `nil` when nothing is. What the node is not to do cannot be wrong.
    var reason: String? {
        guard snapshot.expectsPayloads else { return nil }
        switch snapshot.freshness {
        case .current: return nil
        case .absent: return "no payloads yet, or they were withdrawn"
        case .expired: return "the payloads have expired and are not served"
        case .stale: return "the last successful refresh is too long ago"
        }
    }

    var status: HTTPResponse.Status {
        reason == nil ? .ok : .serviceUnavailable
    }

    /// - Parameter hasDetails: Whether alarms and the last failure are included.
    func body(hasDetails: Bool) -> [UInt8] {
        JSONWriter.object(.indented) { json in
            json.member("status", reason == nil ? "ok" : snapshot.freshness.word)
            json.member("reason", reason)
            json.member("serial", snapshot.served?.serial)
            json.member("age", seconds: snapshot.served.map { max(0, now.timeIntervalSince($0.date)) })
            json.member("stored", snapshot.served?.isStored)
            guard hasDetails else { return }
            json.member("expires", snapshot.served?.expires)
            json.member("lastError", snapshot.failedRun?.error)
            json.array("rejections", snapshot.rejectionTally.rows) { row, json in
                json.member("reason", row.reason)
                json.member("level", row.level.rawValue)
                json.member("count", row.count)
            }
            json.array("alarms", snapshot.alarms) { alarm, json in
                json.member("kind", alarm.kind)
                json.member("subject", alarm.subject)
                json.member("message", alarm.message)
                json.member("since", alarm.since)
                json.member("holding", alarm.isHolding)
            }
            guard let watch = snapshot.watch else { return }
            json.member("alerts", watch.alerts.count)
            json.array("feeds", watch.feeds.filter { $0.kind == .bmp || $0.kind == .risLive }) { feed, json in
                json.member("name", feed.name)
                json.member("connected", feed.isConnected)
                json.member("lastWord", feed.lastWord)
                json.member("error", feed.error)
            }
        }
    }
}
