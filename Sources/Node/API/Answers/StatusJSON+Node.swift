internal import RPKIValidation
internal import ValidatedPayloads

extension StatusJSON {
    /// `rtr`, with the sessions of each address under `clients`, as Routinator has them.
    func routers(_ json: inout JSONMembers) {
        json.object("rtr") { json in
            json.member("currentConnections", snapshot.sessionCount)
            json.member("bytesRead", snapshot.routers.octetsRead)
            json.member("bytesWritten", snapshot.routers.octetsWritten)
            json.object("clients") { json in
                let clients = Dictionary(grouping: snapshot.sessions, by: \.address)
                for (address, sessions) in clients.sorted(by: { $0.key < $1.key }) {
                    json.object(address) { json in
                        json.member("connections", sessions.count)
                        json.member("serial", sessions.compactMap(\.serial).max())
                        json.member("updated", sessions.compactMap(\.lastUpdate).max())
                        json.member("lastReset", sessions.compactMap(\.lastReset).max())
                        json.member("resetQueries", sessions.reduce(0) { $0 + $1.resetQueries })
                        json.member("serialQueries", sessions.reduce(0) { $0 + $1.serialQueries })
                        json.member("read", sessions.reduce(0) { $0 + $1.octetsRead })
                        json.member("written", sessions.reduce(0) { $0 + $1.octetsWritten })
                    }
                }
            }
        }
    }

    /// `node`: what is particular to this program.
    func node(_ json: inout JSONMembers) {
        json.object("node") { json in
            json.member("started", snapshot.started)
            json.member("state", snapshot.freshness.word)
            json.member("session", String(snapshot.session))
            json.member("payloadDate", snapshot.served?.date)
            json.member("payloadExpires", snapshot.served?.expires)
            json.member("payloadsStored", snapshot.served?.isStored)
            json.member("deltas", snapshot.deltas)
            json.member("nextRefresh", snapshot.nextRefresh)
            json.member("lastFailure", snapshot.failedRun?.started)
            json.member("lastError", snapshot.failedRun?.error)
            json.array("alarms", snapshot.alarms) { alarm, json in
                json.member("kind", alarm.kind)
                json.member("subject", alarm.subject)
                json.member("message", alarm.message)
                json.member("since", alarm.since)
                json.member("holding", alarm.isHolding)
            }
            json.array("trustAnchors", snapshot.trustAnchors) { anchor, json in
                json.member("name", anchor.name)
                json.member("found", anchor.isFound)
                json.member("vrps", anchor.served.vrps)
                json.member("aspas", anchor.served.aspas)
                json.member("routerKeys", anchor.served.routerKeys)
            }
            json.array("rejections", snapshot.rejectionTally.rows) { row, json in
                json.member("reason", row.reason)
                json.member("level", row.level.rawValue)
                json.member("count", row.count)
            }
            json.array("sessions", snapshot.sessions) { session, json in
                json.member("remote", session.remote)
                json.member("version", session.version)
                json.member("serial", session.serial)
                json.member("since", session.since)
                json.member("lastQuery", session.lastQuery)
                json.member("tls", session.isTLS)
            }
            json.member("rtrAccepted", snapshot.routers.accepted)
            json.member("rtrRefused", snapshot.routers.refused)
            json.member("rtrDropped", snapshot.routers.dropped)
        }
    }
}

extension Array {
    /// The first place whose element meets `condition`, where none before a place that does not comes after one that does.
    func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
