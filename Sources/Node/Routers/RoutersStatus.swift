internal import TextFormats

internal import struct FoundationEssentials.Date

/// Which routers there are, in the documents about the node.
struct RoutersStatus: Sendable {
    let snapshot: RoutersState.Snapshot

    var members: [StatusPart] {
        [StatusPart(.routers) { writeRouters(&$0) }, StatusPart(.nodeRouters) { writeSessions(&$0) }]
    }

    var lines: [StatusLinesPart] { [StatusLinesPart(.routers) { append(to: &$0) }] }

    /// `rtr`, with what the routers of each address did under `clients`, as Routinator has it.
    private func writeRouters(_ json: inout JSONWriter) {
        json.object("rtr") { json in
            json.member("currentConnections", snapshot.sessionCount)
            json.member("bytesRead", snapshot.statistics.octetsRead)
            json.member("bytesWritten", snapshot.statistics.octetsWritten)
            json.object("clients") { json in
                for router in snapshot.figures {
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

    private func writeSessions(_ json: inout JSONWriter) {
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
        json.member("rtrAccepted", snapshot.statistics.accepted)
        json.member("rtrRefused", snapshot.statistics.refused)
        json.member("rtrDropped", snapshot.statistics.dropped)
    }

    private func append(to lines: inout StatusLines) {
        let routers = snapshot.statistics
        lines.append("rtr-connections: \(snapshot.sessionCount) current")
        lines.append("rtr-data: \(routers.octetsWritten) bytes sent, \(routers.octetsRead) bytes received")
        lines.append("rtr-clients:")
        for session in snapshot.sessions {
            let version = session.version.map { String($0) } ?? "N/A"
            let serial = session.serial.map { String($0) } ?? "N/A"
            lines.append(
                """
                    \(session.remote): version=\(version), serial=\(serial), updated-ago=\(lines.ago(session.lastUpdate)), \
                last-reset-ago=\(lines.ago(session.lastReset)), reset-queries=\(session.resetQueries), \
                serial-queries=\(session.serialQueries), read=\(session.octetsRead), written=\(session.octetsWritten)
                """)
        }
        lines.append("rtr-routers:")
        for router in snapshot.figures {
            let serial = router.serial.map { String($0) } ?? "N/A"
            lines.append(
                """
                    \(router.address): connections=\(router.connections), accepted=\(router.accepted), serial=\(serial), \
                updated-ago=\(lines.ago(router.lastUpdate)), last-reset-ago=\(lines.ago(router.lastReset)), \
                reset-queries=\(router.resetQueries), serial-queries=\(router.serialQueries), \
                last-end=\(router.lastEndReason ?? "N/A")
                """)
        }
    }
}
