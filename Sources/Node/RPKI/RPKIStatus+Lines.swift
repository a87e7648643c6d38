internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension RPKIStatus {
    var lines: [StatusLinesPart] {
        [
            StatusLinesPart(.run) { lines in
                appendRun(to: &lines)
                appendPayloads(to: &lines)
                appendRepositories(to: &lines)
            },
            StatusLinesPart(.refresh) { appendRefresh(to: &$0) },
        ]
    }

    private func appendRun(to lines: inout StatusLines) {
        let run = snapshot.lastRun
        let done = run.map { $0.started.addingTimeInterval($0.duration) }
        lines.append("last-update-start-at:  \(lines.text(run?.started))")
        lines.append("last-update-start-ago: \(lines.ago(run?.started))")
        lines.append("last-update-done-at:   \(lines.text(done))")
        lines.append("last-update-done-ago:  \(lines.ago(done))")
        lines.append("last-update-duration:  \(lines.seconds(run?.duration))")
    }

    private func appendPayloads(to lines: inout StatusLines) {
        let anchors = snapshot.lastRun?.trustAnchors ?? []
        func perAnchor(_ name: String, _ count: (TrustAnchorState) -> Int) {
            lines.append("\(name): " + anchors.map { "\($0.name.singleLine)=\(count($0))" }.joined(separator: " "))
        }
        lines.append("valid-roas: \(anchors.reduce(0) { $0 + $1.objects.routeOriginAuthorizations.valid })")
        perAnchor("valid-roas-per-tal") { $0.objects.routeOriginAuthorizations.valid }
        lines.append("vrps: \(anchors.reduce(0) { $0 + $1.payloads.vrps })")
        perAnchor("vrps-per-tal") { $0.payloads.vrps }
        lines.append("locally-filtered-vrps: \(snapshot.lastRun?.filtered.vrps ?? 0)")
        perAnchor("duplicate-vrps-per-tal") { max(0, $0.payloads.vrps - $0.served.vrps) }
        lines.append("locally-added-vrps: \(snapshot.lastRun?.added.vrps ?? 0)")
        lines.append("final-vrps: \(served?.payloads.vrps.count ?? 0)")
        perAnchor("final-vrps-per-tal") { $0.served.vrps }
        lines.append("final-aspas: \(served?.payloads.aspas.count ?? 0)")
        lines.append("final-router-keys: \(served?.payloads.routerKeys.count ?? 0)")
    }

    private func appendRepositories(to lines: inout StatusLines) {
        for (name, transport) in [("rsync", RepositoryState.Transport.rsync), ("rrdp", .rrdp)] {
            lines.append("\(name)-durations:")
            for repository in snapshot.repositories where repository.transport == transport {
                var line = "   \(repository.uri.singleLine): status=\(repository.status ?? -1)"
                if let duration = repository.duration { line += ", duration=\(lines.seconds(duration))" }
                if let rrdp = repository.rrdp { line += ", serial=\(rrdp.serial)" }
                line += ", result=\(repository.outcome.rawValue), age=\(lines.seconds(repository.age(at: now)))"
                line += ", objects=\(repository.objects)"
                lines.append(line)
            }
        }
    }

    private func appendRefresh(to lines: inout StatusLines) {
        lines.append("next-refresh: \(lines.text(snapshot.nextRefresh))")
        if let failed = snapshot.failedRun { lines.append("last-error: \((failed.error ?? "").singleLine)") }
        let rejections = snapshot.lastRun?.rejections
        for (name, level) in [
            ("rejected", Rejection.Level.rejected), ("points-kept", .pointKept), ("warnings", .warning),
        ] {
            lines.append("\(name): \(rejections?.count(level) ?? 0)")
        }
    }
}
