internal import BGPMessages
internal import Console
internal import DeskStore
internal import HTTPService
internal import NIOPosix
internal import NumberResources
internal import RouteSecurity
internal import SecurityEvents

internal import struct FoundationEssentials.Date

/// What happened, since when, who sees it, what do I do?
struct AlertPage: Sendable {
    /// What is kept of one alert.
    struct Record: Sendable {
        let alert: StoredAlert
        let revisions: [AlertRevision]
        let notes: [AlertNote]
    }

    let console: RoutesConsole

    static func path(_ id: String) -> String { "/alerts/" + FormText.encoded(id) }

    var page: ConsolePage {
        ConsolePage(
            "/alerts/", hasTail: true, AlertPage.template, for: console.question, topic: "alerts", get: answer,
            post: .init(for: console.change, change))
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try console.permit(request.reader)
        try request.query.allow(only: "said")
        return try await shown(request, draft: "")
    }

    /// The page for who wrote something while someone else did: what changed, and what was written, so that nothing is lost.
    func conflict(_ request: PageRequest, draft: String) async throws -> PageAnswer {
        try await shown(request, draft: draft, conflict: request.text(AlertPage.changedMeanwhile))
    }

    private func shown(_ request: PageRequest, draft: String, conflict: String? = nil) async throws -> PageAnswer {
        guard let record = try await record(request.tail) else { return .nothing }
        let live = console.state.watch?.alerts.first { $0.id == record.alert.id }
        let headline =
            live.map { AlertWords.headline($0.key, in: request.language) }
            ?? AlertsPage.headline(record.alert, request.language) ?? record.alert.summary
        var view = head(record, live, request)
        view["headline"] = .text(headline)
        view["draft"] = .text(draft)
        view["conflict"] = ViewValue(conflict)
        view = view.merging(evidence(live, request)).merging(history(record, request))
        return .page(title: headline, view)
    }

    private func record(_ id: String) async throws -> Record? {
        guard let store = console.store, id.utf8.count <= 64 else { return nil }
        return try await NIOThreadPool.singleton.runIfActive {
            guard let alert = try store.alert(withID: id) else { return nil }
            return Record(
                alert: alert, revisions: try store.revisions(of: id, limit: 200), notes: try store.notes(of: id))
        }
    }

    // MARK: - Parts of the page

    private func head(_ record: Record, _ live: RouteAlert?, _ request: PageRequest) -> View {
        let alert = record.alert
        let severity = live?.standing ?? EventSeverity(rank: alert.severity)
        let state = live?.state ?? RouteAlert.State(rawValue: alert.state) ?? .ended
        let spread = live.flatMap { $0.evidence.ipv4 ?? $0.evidence.ipv6 }
        let decision = record.notes.last { $0.decision != nil }
        let isOpen = alert.ended == nil
        let mayChange = request.reader.may(console.change)
        return [
            "id": .text(alert.id),
            "severity": AlertWords.kind(severity).value(request.text(AlertWords.severity(severity))),
            "state": .text(request.text(AlertWords.state(state))), "raised": request.times.value(alert.raised),
            "updated": request.times.value(alert.updated), "ended": request.times.value(alert.ended),
            "class": .text(alert.kind), "tlp": .view(console.section.tlp.view), "revision": "\(alert.revision)",
            "lastNote": "\(record.notes.last?.id ?? 0)",
            "mayAcknowledge": .flag(isOpen && alert.acknowledgement == nil && mayChange), "mayChange": .flag(mayChange),
            "mayMute": .flag(isOpen && mayChange), "acknowledged": ViewValue(alert.acknowledgement?.author),
            "decision": ViewValue(decision?.decision.map { request.text(AlertPage.word($0)) }),
            "spread": ViewValue(
                spread.map { request.text(AlertPage.peers, ["count": .number($0.peers), "of": .number($0.of)]) }),
            "offender": ViewValue(alert.asn.map { "AS\($0)" }),
            "subject": .text(live?.key.subject.text ?? alert.prefix ?? "–"),
            "offenderHref": ViewValue(alert.asn.map { "/find?q=AS\($0)" }),
            "confidence": ViewValue(live?.confidence.map { request.text(AlertWords.confidence($0.level)) }),
            "decisions": .list(
                AlertNote.Decision.allCases.map { each in
                    ["value": .text(each.rawValue), "label": .text(request.text(AlertPage.word(each)))]
                }),
            "json": .text("/api/v1/alerts/\(alert.id)"), "isLive": .flag(live != nil && request.reader.may(.allAlerts)),
        ]
    }

    private func evidence(_ live: RouteAlert?, _ request: PageRequest) -> View {
        let actions = (live?.actions ?? []).map { action -> View in
            let (text, isVerbatim) = AlertWords.text(action, in: request.language)
            let roa = action.kind == .createROA ? action.prefixes.first : nil
            return [
                "text": .text(text), "isVerbatim": .flag(isVerbatim),
                "line": ViewValue(
                    roa.map { prefix in
                        "\(action.asn.map { "\($0)" } ?? "")   \(prefix)   max length \(action.maxLength ?? prefix.length)"
                    }),
            ]
        }
        let evidence = live?.evidence
        let peers = (evidence?.peers ?? []).prefix(20).map { peer -> View in
            [
                "peer": .text("\(peer.asn)"), "address": .text("\(peer.address)"), "feed": .text(peer.feed),
                "prefix": "\(peer.prefix)", "path": .view(path(peer.path, bad: live?.key.offender)),
                "first": request.times.value(peer.firstSeen.date),
                "has": (peer.hasRoute ? StateKind.invalid : .unknown).value(
                    request.text(peer.hasRoute ? AlertPage.has : AlertPage.gone)),
            ]
        }
        let roas = (evidence?.roas ?? []).prefix(20).map { roa -> View in
            [
                "vrp": "\(roa.prefix)-\(roa.maxLength) \(roa.asn)", "object": .text(roa.source ?? "–"),
                "anchor": .text(roa.trustAnchor ?? "–"),
                "href": "\(ValidityPage.path)?prefix=\(roa.prefix)&asn=\(roa.asn)",
            ]
        }
        let members = (live?.campaign?.members ?? []).prefix(100).map { member -> View in
            [
                "what": .text(
                    AlertWords.sentence(member.alertClass).text(
                        in: request.language,
                        [
                            "subject": .text(member.subject.text),
                            "offender": .text(member.offender.map { "\($0)" } ?? "–"),
                        ])), "first": request.times.value(member.first.date),
                "last": request.times.value(member.last.date),
                "spread": .text(member.spread.map { "\($0.peers)/\($0.of)" } ?? "–"),
                "validity": .text(member.validity ?? "–"),
            ]
        }
        return [
            "hasActions": .flag(!actions.isEmpty), "actions": .list(actions), "hasPeers": .flag(!peers.isEmpty),
            "peers": .list(peers), "hasROAs": .flag(!roas.isEmpty), "roas": .list(roas),
            "reasons": .list((live?.confidence?.reasons ?? []).map { ["text": .text($0)] }),
            "hasReasons": .flag(!(live?.confidence?.reasons ?? []).isEmpty),
            "hasMembers": .flag(!members.isEmpty), "members": .list(members),
        ]
    }

    private func history(_ record: Record, _ request: PageRequest) -> View {
        var rows: [(time: Date, view: View)] = record.revisions.suffix(50).map { revision in
            (
                revision.time,
                [
                    "time": request.times.value(revision.time), "text": .text(revision.summary), "isVerbatim": true,
                    "author": nil,
                ]
            )
        }
        rows += record.notes.map { note in
            let decision = note.decision.map {
                request.text(AlertPage.decided, ["word": .sentence(AlertPage.word($0))])
            }
            let text = [decision, note.text.isEmpty ? nil : note.text].compactMap(\.self).joined(separator: " ")
            return (
                note.time,
                [
                    "time": request.times.value(note.time), "text": .text(text), "isVerbatim": false,
                    "author": .text(note.author),
                ]
            )
        }
        if let seen = record.alert.acknowledgement {
            let text = request.text(AlertPage.acknowledgedText) + (seen.note.map { " " + $0 } ?? "")
            rows.append(
                (
                    seen.time,
                    [
                        "time": request.times.value(seen.time), "text": .text(text), "isVerbatim": false,
                        "author": .text(seen.author),
                    ]
                ))
        }
        let spread = AlertPage.spread(of: record, request)
        return [
            "history": .list(rows.sorted { $0.time > $1.time }.map(\.view)), "chart": ViewValue(spread),
            "text": .text(record.alert.text),
        ]
    }

    /// The path, hop by hop, with the hop that gives offence marked.
    private func path(_ path: String, bad: ASN?) -> View {
        [
            "hops": .list(
                path.split(separator: " ").prefix(40).map { hop in
                    ["asn": .text(String(hop)), "isBad": .flag(bad.map { "\($0.rawValue)" == hop } ?? false)]
                })
        ]
    }

    static func word(_ decision: AlertNote.Decision) -> Sentence {
        switch decision {
        case .real: Sentence(en: "real", es: "real", pt: "real", fr: "réelle")
        case .planned: Sentence(en: "planned", es: "planificada", pt: "planeado", fr: "prévue")
        case .ourFault: Sentence(en: "our fault", es: "error nuestro", pt: "erro nosso", fr: "notre erreur")
        case .false: Sentence(en: "false", es: "falsa", pt: "falso", fr: "fausse")
        }
    }

    private static let peers = Sentence(
        en: .counted(one: "{count} of {of} peers", other: "{count} of {of} peers"),
        es: .counted(one: "{count} de {of} pares", other: "{count} de {of} pares"),
        pt: .counted(one: "{count} de {of} pares", other: "{count} de {of} pares"),
        fr: .counted(one: "{count} pair sur {of}", other: "{count} pairs sur {of}"))
    private static let has = Sentence(en: "has it", es: "la tiene", pt: "tem-na", fr: "l’a")
    private static let gone = Sentence(en: "withdrawn", es: "retirada", pt: "retirada", fr: "retirée")
    private static let changedMeanwhile = Sentence(
        en: "Someone else wrote to this alert in the meantime. Read it below; what you wrote is still in the form.",
        es:
            "Otra persona escribió entretanto en esta alerta. Léalo abajo; lo que usted escribió sigue en el formulario.",
        pt: "Entretanto, outra pessoa escreveu neste alerta. Leia abaixo; o que escreveu continua no formulário.",
        fr:
            "Quelqu’un d’autre a écrit à cette alerte entre-temps. Lisez ci-dessous ; ce que vous avez écrit est toujours dans le formulaire."
    )
    private static let decided = Sentence(
        en: "Decided: {word}.", es: "Decisión: {word}.", pt: "Decisão: {word}.", fr: "Décision : {word}.")
    private static let acknowledgedText = Sentence(
        en: "Acknowledged.", es: "Recepción confirmada.", pt: "Receção confirmada.", fr: "Prise en charge.")
}
