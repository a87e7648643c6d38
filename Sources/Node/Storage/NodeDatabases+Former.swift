internal import Logging
internal import SQLiteFile

extension NodeDatabases {
    /// Reports what became of `node.sqlite` of an earlier version.
    func report(_ former: StateFolder.Former?) {
        guard let former else { return }
        if kind == .payloadFiles {
            logger.notice(
                "imported the database of an earlier version; its file is kept",
                metadata: ["kept-as": "\(former.path)", "damage": "\(former.damage.map { "\($0)" } ?? "none")"])
        } else if case .damaged(_, let reason)? = former.damage {
            alarms.reportDamage(
                "node.sqlite", reason: reason, aside: former.path,
                lost: "alerts or served payloads that could not be read are lost", at: clock())
        } else {
            logger.notice(
                "imported the database of an earlier version; its file is kept",
                metadata: ["kept-as": "\(former.path)", "new": "serving.sqlite, desk.sqlite"])
        }
    }
}
