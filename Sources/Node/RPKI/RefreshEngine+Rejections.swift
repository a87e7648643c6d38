internal import ConfigurationKeys
internal import FoundationEssentials
internal import Logging
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation
internal import SQLiteFile
internal import TextFormats

extension RefreshEngine {
    /// Takes note of what a run did not accept, logs what is new, and keeps it for who looks at the store.
    ///
    /// - Parameter failure: Why the run gives no payloads; `nil` where it does.
    /// - Throws: ``SQLiteFileError/damaged(path:reason:)``; where nothing else can be written, a line of the log says so.
    func note(_ run: ValidationRun, failure: String?, in store: ObjectStore) throws(SQLiteFileError) {
        let before = state.rejections?.stored.rows ?? []
        let known = Dictionary(before.map { ($0.rejection, $0.since) }) { first, _ in first }
        let places = RejectionPlaces(run, loaded.inputs.rpki.locators)
        let kept = run.rejections.prefix(state.limits.rejections)
        let rows = kept.map { rejection in
            let place = places.place(of: rejection.uri)
            return StoredRejections.Row(
                rejection, since: known[rejection] ?? run.date, trustAnchor: place?.trustAnchor,
                repository: place?.repository)
        }
        let further = run.rejections.count - rows.count
        if further > 0 {
            alarms.reached(
                limit: "rejections",
                "\(further) rejections are only counted, not listed; /metrics has the counts by reason",
                at: run.date)
        }
        var list = RejectionList(
            StoredRejections(date: run.date, failure: failure, rows: rows, further: further))
        list.examine(authorities: run.authorities) { try? store.object($0) }
        state.update(rejections: list)
        log(rows, known: known, gone: Set(known.keys).subtracting(kept).count)
        do throws(SQLiteFileError) {
            try store.record(list.stored)
        } catch {
            if case .damaged = error { throw error }
            logger.error("could not store the list of rejections", metadata: ["reason": "\(error)"])
        }
    }

    /// Brings back what the run before the start did not accept.
    func recallRejections() {
        guard let store = fetching?.store, let stored = try? store.rejections() else { return }
        var list = RejectionList(stored)
        list.examine { try? store.object($0) }
        state.update(rejections: list)
    }

    private func log(_ rows: [RejectionList.Row], known: [Rejection: Date], gone: Int) {
        let kind = loaded.configuration.log.rejections
        guard kind != .none else { return }
        let wanted = kind == .all ? rows : rows.filter { known[$0.rejection] == nil }
        for row in wanted.prefix(state.limits.loggedLines) {
            let (rejection, error) = (row.rejection, row.rejection.error)
            logger.log(
                level: rejection.level == .warning ? .notice : .warning,
                rejection.level == .rejected
                    ? "object rejected"
                    : rejection.level == .pointKept
                        ? "using the last valid state of a publication point" : "object accepted with a warning",
                metadata: [
                    "uri": "\(rejection.uri)", "reason": "\(error.code.rawValue)", "detail": "\(error.detail)",
                    "rfc": "\(error.rule)", "trust-anchor": "\(row.trustAnchor ?? "")",
                    "hash": "\(rejection.hash.map { "\($0)" } ?? "")", "since": "\(RFC3339(row.since))",
                ])
        }
        let further = wanted.count - state.limits.loggedLines
        if further > 0 {
            logger.warning(
                "did not log all rejected objects: /api/v1/rejections and \"atalaya rpki rejected\" list them",
                metadata: ["count": "\(further)"])
        }
        if gone > 0 { logger.notice("objects no longer rejected", metadata: ["count": "\(gone)"]) }
    }
}

/// Under which trust anchor, and in which repository, an object is.
private struct RejectionPlaces {
    struct Place {
        let trustAnchor: String
        let repository: String?
    }

    private var folders: [Substring: Place] = [:]
    private var anchors: [String: Place] = [:]

    init(_ run: ValidationRun, _ locators: [TrustAnchorLocator]) {
        for authority in run.authorities {
            let folder = RejectionPlaces.folder(of: authority.manifest)
            // The first is the one nearest to the trust anchor.
            if folders[folder] == nil {
                folders[folder] = Place(trustAnchor: authority.trustAnchor, repository: authority.repository)
            }
        }
        for locator in locators {
            for uri in locator.uris { anchors[uri] = Place(trustAnchor: locator.name, repository: nil) }
        }
    }

    func place(of uri: String) -> Place? {
        anchors[uri] ?? folders[RejectionPlaces.folder(of: uri)] ?? folders[uri[...]]
    }

    private static func folder(of uri: String) -> Substring {
        uri.lastIndex(of: "/").map { uri[...$0] } ?? uri[...]
    }
}
