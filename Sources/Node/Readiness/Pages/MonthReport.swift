internal import Console
internal import DeskStore
internal import NumberResources
internal import RoutingMetrics

/// What there is to report of an economy in one month, in words.
struct MonthReport: Sendable {
    /// The days that were computed, in order.
    let days: [StoredReadiness.Economy]
    /// The networks on the first and the last of them.
    let ends: (first: [StoredReadiness.Network], last: [StoredReadiness.Network])
    let console: ReadinessConsole
    let language: Language

    private static let named = 5
    private static let askedAtMost = 3

    /// Three, where there is a day.
    var findings: [String] {
        guard let first = days.first, let last = days.last else { return [] }
        let shares = days.map(\.figures.validShare)
        let valid = ReadinessWords.finding(shares, ReadinessWords.validRoutes, language) + "."
        let ready = MonthReport.readyNow.text(
            in: language,
            ["ready": .number(last.ready), "networks": .number(last.networks), "before": .number(first.ready)])
        return [valid, ready, invalidFinding(last)]
    }

    private func invalidFinding(_ last: StoredReadiness.Economy) -> String {
        guard last.figures.invalid > 0 else { return MonthReport.noInvalid.text(in: language) }
        let worst = ends.last.filter { $0.figures.invalid > 0 }
            .max { ($0.figures.invalid, $1.asn) < ($1.figures.invalid, $0.asn) }
        return MonthReport.someInvalid.text(
            in: language,
            [
                "count": .number(last.figures.invalid), "asn": .text(worst.map { "AS\($0.asn)" } ?? "–"),
                "most": .number(worst?.figures.invalid ?? 0),
            ])
    }

    var chart: View {
        ReadinessWords.chart(
            days.map { ($0.day, $0.figures.validShare, $0.readyShare) }, label: ReadinessWords.validRoutes,
            second: ReadinessWords.readyLabel, language)
    }

    /// What became better in the month, as the figures show it.
    var done: [String] {
        guard let first = days.first, let last = days.last else { return [] }
        var done: [String] = []
        let before = Dictionary(ends.first.map { ($0.asn, $0) }) { first, _ in first }
        let risen = ends.last.filter { network in
            guard let former = before[network.asn]?.figures.overall, let now = network.figures.overall else {
                return false
            }
            return MonthReport.rank(console.policy.level(of: now)) > MonthReport.rank(console.policy.level(of: former))
        }
        if !risen.isEmpty { done.append(sentence(MonthReport.risen, risen)) }
        let signed = ends.last.filter { network in
            before[network.asn].map { $0.figures.valid < network.figures.valid } ?? false
        }
        if !signed.isEmpty { done.append(sentence(MonthReport.signed, signed)) }
        let aspas = ends.last.filter { $0.hasASPA && before[$0.asn]?.hasASPA == false }
        if !aspas.isEmpty { done.append(sentence(MonthReport.aspas, aspas)) }
        let mended = first.figures.invalid - last.figures.invalid
        if mended > 0 { done.append(MonthReport.mended.text(in: language, ["count": .number(mended)])) }
        return done.isEmpty ? [MonthReport.nothing.text(in: language)] : done
    }

    private func sentence(_ sentence: Sentence, _ networks: [StoredReadiness.Network]) -> String {
        let names = networks.prefix(MonthReport.named).map { "AS\($0.asn)" }.joined(separator: ", ")
        let list = networks.count > MonthReport.named ? names + ", …" : names
        return sentence.text(in: language, ["count": .number(networks.count), "list": .text(list)])
    }

    /// The steps of the networks that are not ready, those with the fewest changes first.
    var asked: [String] {
        let steps = ends.last.compactMap { network -> (network: StoredReadiness.Network, step: ReadinessStep)? in
            guard let now = network.figures.overall, console.policy.level(of: now) != .ready else { return nil }
            return console.step(network.figures).map { (network, $0) }
        }
        let sorted = steps.sorted { MonthReport.cost($0) < MonthReport.cost($1) }
        return sorted.prefix(MonthReport.askedAtMost).map { network, step in
            "AS\(network.asn) · " + ReadinessWords.step(step, from: network.figures.overall, language)
        }
    }

    private static func cost(_ step: (network: StoredReadiness.Network, step: ReadinessStep)) -> (Int, Int, UInt32) {
        (step.step.level == .lagging ? 1 : 0, step.step.kind == .filter ? .max : step.step.count, step.network.asn)
    }

    private static func rank(_ level: ReadinessScores.Level) -> Int {
        switch level {
        case .lagging: 0
        case .aspiring: 1
        case .ready: 2
        }
    }

    /// The terms of the field that the page uses.
    var terms: [FieldTerm] {
        let text = (findings + done + asked).joined(separator: " ")
        return FieldTerm.all.filter { term in term.isAlways || term.marks.contains { text.contains($0) } }
    }
}
