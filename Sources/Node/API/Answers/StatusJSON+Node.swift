internal import HTTPService
internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

extension StatusJSON {
    /// `rtr`, with what the routers of each address did under `clients`, as Routinator has it.
    func routers(_ json: inout JSONWriter) {
        json.object("rtr") { json in
            json.member("currentConnections", snapshot.sessionCount)
            json.member("bytesRead", snapshot.routers.octetsRead)
            json.member("bytesWritten", snapshot.routers.octetsWritten)
            json.object("clients") { json in
                for router in snapshot.routerFigures {
                    json.object(router.address) { json in
                        json.member("connections", router.connections)
                        json.member("serial", router.serial)
                        json.member("updated", router.lastUpdate)
                        json.member("lastReset", router.lastReset)
                        json.member("resetQueries", router.resetQueries)
                        json.member("serialQueries", router.serialQueries)
                        json.member("read", router.octetsRead)
                        json.member("written", router.octetsWritten)
                        json.member("version", router.version)
                        json.member("accepted", router.accepted)
                        json.member("lastConnected", router.lastConnected)
                        json.member("lastQuery", router.lastQuery)
                        json.member("lastEnd", router.lastEnd)
                        json.member("lastEndReason", router.lastEndReason)
                    }
                }
            }
        }
    }

    /// `node`: what is particular to this program.
    func node(_ json: inout JSONWriter) {
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
                json.member("lastReset", session.lastReset)
                json.member("lastUpdate", session.lastUpdate)
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
