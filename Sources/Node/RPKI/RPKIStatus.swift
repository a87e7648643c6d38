internal import HTTPService
internal import NumberResources
internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The state of validation, in the documents about the node.
struct RPKIStatus: Sendable {
    let snapshot: RPKIState.Snapshot
    /// The state of the served payloads.
    let served: ServedPayloads?
    let now: Date

    var members: [StatusPart] {
        [
            StatusPart(.run) { json in
                json.member("lastUpdateStart", snapshot.lastRun?.started)
                json.member("lastUpdateDone", snapshot.lastRun.map { $0.started.addingTimeInterval($0.duration) })
                json.member("lastUpdateDuration", seconds: snapshot.lastRun?.duration)
            },
            StatusPart(.payload) { totals(&$0) },
            StatusPart(.trustAnchors) { trustAnchors(&$0) },
            StatusPart(.repositories) { repositories(&$0) },
            StatusPart(.exceptions) { $0.member("vrpsAddedLocally", snapshot.lastRun?.added.vrps ?? 0) },
            StatusPart(.transfers) { transfers(&$0) },
            StatusPart(.nodeRun) { json in
                json.member("nextRefresh", snapshot.nextRefresh)
                json.member("lastFailure", snapshot.failedRun?.started)
                json.member("lastError", snapshot.failedRun?.error)
            },
            StatusPart(.nodeTrustAnchors) { json in
                json.array("trustAnchors", snapshot.trustAnchors) { anchor, json in
                    json.member("name", anchor.name)
                    json.member("found", anchor.isFound)
                    json.member("vrps", anchor.served.vrps)
                    json.member("aspas", anchor.served.aspas)
                    json.member("routerKeys", anchor.served.routerKeys)
                }
                json.members(of: snapshot.rejectionTally)
            },
        ]
    }

    private func trustAnchors(_ json: inout JSONWriter) {
        json.object("tals") { json in
            for anchor in snapshot.lastRun?.trustAnchors ?? [] {
                json.object(anchor.name) { json in
                    compatible(anchor.payloads.vrps, final: anchor.served.vrps, &json)
                    objects(anchor.objects, &json)
                }
            }
        }
    }

    /// `payload`: by kind, how many objects gave and how many are served.
    private func totals(_ json: inout JSONWriter) {
        let set = served?.payloads
        let ipv4 = set?.vrps.partitioningIndex { $0.prefix.family != .ipv4 } ?? 0
        let filtered = snapshot.lastRun?.filtered ?? PayloadCounts()
        let found = snapshot.lastRun?.trustAnchors.map(\.payloads) ?? []
        json.object("payload") { json in
            for (name, final) in [("routeOriginsIPv4", ipv4), ("routeOriginsIPv6", (set?.vrps.count ?? 0) - ipv4)] {
                json.object(name) { json in
                    json.member("total", final)
                    json.member("unsafe", 0)
                    json.member("locallyFiltered", 0)
                    json.member("duplicate", 0)
                    json.member("final", final)
                }
            }
            json.object("routerKeys") { json in
                json.member("total", found.reduce(0) { $0 + $1.routerKeys })
                json.member("locallyFiltered", filtered.routerKeys)
                json.member("duplicate", 0)
                json.member("final", set?.routerKeys.count ?? 0)
            }
            json.object("aspas") { json in
                json.member("total", found.reduce(0) { $0 + $1.aspas })
                json.member("locallyFiltered", filtered.aspas)
                json.member("duplicate", 0)
                json.member("final", set?.aspas.count ?? 0)
            }
        }
    }

    private func compatible(_ total: Int, final: Int, _ json: inout JSONWriter) {
        json.member("vrpsTotal", total)
        json.member("vrpsUnsafe", 0)
        json.member("vrpsLocallyFiltered", 0)
        json.member("vrpsDuplicate", max(0, total - final))
        json.member("vrpsFinal", final)
    }

    private func objects(_ counts: ObjectCounts, _ json: inout JSONWriter) {
        json.member("validPublicationPoints", counts.pointsFresh + counts.pointsKept)
        json.member("keptPublicationPoints", counts.pointsKept)
        json.member("rejectedPublicationPoints", counts.pointsFailed)
        json.member("validManifests", counts.manifests.valid)
        json.member("invalidManifests", counts.manifests.invalid)
        for name in ["prematureManifests", "staleManifests", "missingManifests"] { json.member(name, 0) }
        json.member("validCRLs", counts.revocationLists.valid)
        json.member("invalidCRLs", counts.revocationLists.invalid)
        for name in ["staleCRLs", "strayCRLs"] { json.member(name, 0) }
        json.member("validCACerts", counts.certificates.valid)
        json.member("validEECerts", counts.routerCertificates.valid)
        json.member("validRouterCerts", counts.routerCertificates.valid)
        json.member("invalidCerts", counts.certificates.invalid + counts.routerCertificates.invalid)
        json.member("validROAs", counts.routeOriginAuthorizations.valid)
        json.member("invalidROAs", counts.routeOriginAuthorizations.invalid)
        json.member("validGBRs", counts.ghostbusters.valid)
        json.member("invalidGBRs", counts.ghostbusters.invalid)
        json.member("validASPAs", counts.providerAuthorizations.valid)
        json.member("invalidASPAs", counts.providerAuthorizations.invalid)
        json.member("otherObjects", counts.others)
    }

    private func repositories(_ json: inout JSONWriter) {
        json.object("repositories") { json in
            for repository in snapshot.repositories {
                json.object(repository.uri) { json in
                    json.member("type", repository.transport == .rrdp ? "RRDP" : "rsync")
                    json.member("result", repository.outcome.rawValue)
                    json.member("error", repository.error)
                    json.member("lastAttempt", repository.lastAttempt)
                    json.member("lastSuccess", repository.lastSuccess)
                    json.member("age", seconds: repository.age(at: now))
                    json.member("objects", repository.objects)
                    json.member("octets", repository.octets)
                }
            }
        }
    }

    private func transfers(_ json: inout JSONWriter) {
        json.object("rsync") { json in
            for repository in snapshot.repositories where repository.transport == .rsync {
                json.object(repository.uri) { json in
                    json.member("status", repository.status ?? -1)
                    json.member("duration", seconds: repository.duration)
                }
            }
        }
        json.object("rrdp") { json in
            for repository in snapshot.repositories where repository.transport == .rrdp {
                json.object(repository.uri) { json in
                    json.member("status", repository.status ?? -1)
                    json.member("notifyStatus", repository.status ?? -1)
                    json.member("payloadStatus", repository.outcome == .updated ? 200 : 0)
                    json.member("duration", seconds: repository.duration)
                    json.member("serial", repository.rrdp?.serial)
                    json.member("session", repository.rrdp?.session)
                    json.member("delta", repository.rrdp?.isDelta)
                    json.member("snapshot_reason", nil as String?)
                }
            }
        }
    }
}

extension JSONWriter {
    mutating func members(of tally: RejectionTally) {
        array("rejections", tally.rows) { row, json in
            json.member("reason", row.reason)
            json.member("level", row.level.rawValue)
            json.member("count", row.count)
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
