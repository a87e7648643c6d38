internal import Logging
internal import SQLiteFile

internal import struct FoundationEssentials.Date

extension Alarms {
    /// Reports what became of `node.sqlite` of an earlier version.
    func report(_ former: StateFolder.Former?, at now: Date) {
        guard let former else { return }
        if case .damaged(_, let reason)? = former.damage {
            reportDamage(
                "node.sqlite", reason: reason, aside: former.path,
                lost: "what of it could not be read begins empty: alerts, or what was served", at: now)
        } else {
            logger.notice(
                "took over the database of an earlier version; its file is kept",
                metadata: ["kept-as": "\(former.path)", "new": "serving.sqlite, desk.sqlite"])
        }
    }
}
