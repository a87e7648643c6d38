internal import HTTPService
internal import NumberResources
internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The body of `/api/v1/status`: what Routinator gives, and under `node` what it does not have.
struct StatusJSON {
    let snapshot: NodeSnapshot
    let http: HTTPStatistics
    let now: Date

    func body() -> [UInt8] {
        JSONWriter.object(.indented) { json in
            json.member("version", "atalaya/" + snapshot.version)
            json.member("serial", snapshot.served?.serial)
            json.member("now", now)
            json.member("lastUpdateStart", snapshot.lastRun?.started)
            json.member("lastUpdateDone", snapshot.lastRun.map { $0.started.addingTimeInterval($0.duration) })
            json.member("lastUpdateDuration", seconds: snapshot.lastRun?.duration)
            totals(&json)
            json.object("tals") { json in
                for anchor in snapshot.lastRun?.trustAnchors ?? [] {
                    json.object(anchor.name) { json in
                        compatible(anchor.payloads.vrps, final: anchor.served.vrps, &json)
                        objects(anchor.objects, &json)
                    }
                }
            }
            repositories(&json)
            json.member("vrpsAddedLocally", snapshot.lastRun?.added.vrps ?? 0)
            transfers(&json)
            routers(&json)
            json.object("http") { json in
                json.member("totalConnections", http.connections)
                json.member("currentConnections", http.openConnections)
                json.member("requests", http.requests)
                json.member("bytesRead", http.octetsRead)
                json.member("bytesWritten", http.octetsWritten)
            }
            node(&json)
            if let watch = snapshot.watch { WatchJSON(watch: watch).status(&json) }
        }
    }

    /// `payload`: by kind, how many objects gave and how many are served.
    private func totals(_ json: inout JSONWriter) {
        let set = snapshot.served?.payloads
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
