internal import HTTPService
internal import TextFormats

internal import struct FoundationEssentials.Date

/// The served payloads, in the documents about the node.
struct PayloadsStatus: Sendable {
    let snapshot: PayloadsState.Snapshot
    let now: Date

    private var served: ServedPayloads? { snapshot.served }

    var members: [StatusPart] {
        [
            StatusPart(.serial) { $0.member("serial", served?.serial) },
            StatusPart(.nodePayloads) { json in
                json.member("state", snapshot.freshness.word)
                json.member("session", String(snapshot.session))
                json.member("payloadDate", served?.date)
                json.member("payloadExpires", served?.expires)
                json.member("payloadsStored", served?.isStored)
                json.member("deltas", snapshot.deltas)
            },
        ]
    }

    var lines: [StatusLinesPart] {
        [
            StatusLinesPart(.serial) { $0.append("serial: \(served.map { String($0.serial) } ?? "-")") },
            StatusLinesPart(.payloads) { lines in
                lines.append("state: \(snapshot.freshness.word)")
                lines.append("stored-payloads: \(served?.isStored == true ? "yes" : "no")")
                lines.append("payload-date: \(lines.text(served?.date))")
                lines.append("payload-expires: \(lines.text(served?.expires))")
            },
        ]
    }

    /// The served payloads; their absence is a fault only where a service makes payloads, which reports it.
    var health: ModuleHealth {
        ModuleHealth(parts: [
            ModuleHealth.Part(.payloads) { json in
                json.member("serial", served?.serial)
                json.member("age", seconds: served.map { max(0, now.timeIntervalSince($0.date)) })
                json.member("stored", served?.isStored)
            },
            ModuleHealth.Part(.details) { $0.member("expires", served?.expires) },
        ])
    }
}
