internal import RPKIToRouter
internal import Synchronization
internal import TextFormats

/// The measurements of many routers.
final class LoadFigures: Sendable {
    private struct State {
        var transfers: [RTRTransfer] = []
        var failures: [String: Int] = [:]
        var versions: Set<UInt8> = []
        /// For each serial, when the first router had an octet of it, when the last one all, and how many have.
        var serials: [UInt32: (first: ContinuousClock.Instant, last: ContinuousClock.Instant, routers: Int)] = [:]
    }

    private let state = Mutex(State())
    private let clients: Int
    private let isFollowing: Bool
    private let isJSON: Bool

    init(clients: Int, isFollowing: Bool, isJSON: Bool) {
        self.clients = clients
        self.isFollowing = isFollowing
        self.isJSON = isJSON
    }

    func note(_ event: RTRClientEvent) {
        switch event {
        case .updated(let update): note(update)
        case .noData: StandardError.print("the cache has no data yet")
        case .disconnected(let reason): failed(reason)
        case .expired: break
        }
    }

    private func note(_ update: RTRUpdate) {
        let now = ContinuousClock.now
        let transfer = update.transfer
        let line: String? = state.withLock { state in
            state.transfers.append(transfer)
            state.versions.insert(update.version.rawValue)
            guard isFollowing else { return nil }
            let first = now - (transfer.endOfData - transfer.firstOctet)
            var seen = state.serials[update.serial] ?? (first, now, 0)
            seen = (min(seen.first, first), max(seen.last, now), seen.routers + 1)
            state.serials[update.serial] = seen
            guard seen.routers == clients else { return nil }
            let time = (seen.last - seen.first).text
            guard isJSON else { return "serial \(update.serial): \(clients) routers within \(time) s" }
            return JSONWriter.text { json in
                json.member("serial", update.serial)
                json.member("routers", clients)
                json.member("seconds", .number(time))
            }
        }
        if let line { try? StandardOutput.print(line) }
    }

    func failed(_ reason: String) {
        state.withLock { $0.failures[reason, default: 0] += 1 }
        StandardError.print(reason)
    }

    var failures: Int { state.withLock { $0.failures.values.reduce(0, +) } }

    var summary: String {
        let state = state.withLock { $0 }
        func spread(_ path: KeyPath<RTRTransfer, Duration>) -> (String, String, String) {
            let sorted = state.transfers.map { $0[keyPath: path] }.sorted()
            guard let first = sorted.first, let last = sorted.last else { return ("-", "-", "-") }
            return (first.text, sorted[sorted.count / 2].text, last.text)
        }
        let octets = state.transfers.reduce(0) { $0 + $1.octets }
        let pdus = state.transfers.reduce(0) { $0 + $1.pdus }
        let failures = state.failures.values.reduce(0, +)
        let rows = [
            ("connected", spread(\.connected)), ("firstOctet", spread(\.firstOctet)),
            ("endOfData", spread(\.endOfData)),
        ]
        if isJSON {
            return JSONWriter.text { json in
                json.member("routers", clients)
                json.member("failed", failures)
                json.member("octets", octets)
                json.member("pdus", pdus)
                for (name, time) in rows where !state.transfers.isEmpty {
                    json.object(name) { json in
                        json.member("min", .number(time.0))
                        json.member("median", .number(time.1))
                        json.member("max", .number(time.2))
                    }
                }
                json.array("versions") { json in
                    for version in state.versions.sorted() { json.number(version) }
                }
            }
        }
        let versions = state.versions.sorted().map(String.init).joined(separator: ", ")
        var lines = [
            "routers \(clients), failed \(failures), version \(versions)", "octets  \(octets)", "PDUs    \(pdus)",
            "seconds           min    median       max",
        ]
        for (name, time) in rows {
            let fields = [time.0, time.1, time.2].map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }
            lines.append(name + String(repeating: " ", count: 11 - name.count) + fields.joined())
        }
        return lines.joined(separator: "\n")
    }
}
