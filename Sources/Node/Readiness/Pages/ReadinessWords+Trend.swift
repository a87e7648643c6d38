internal import Console
internal import DeskStore

extension ReadinessWords {
    /// A line over time, with its finding as its title; a day that is missing is a gap.
    ///
    /// - Parameters:
    ///   - days: In order, at least one.
    ///   - second: The label of a second line, where there is one.
    static func chart(
        _ days: [(day: Int, share: Double?, second: Double?)], label: Sentence, second: Sentence? = nil,
        _ language: Language
    ) -> View {
        let title = finding(days.map(\.share), label, language)
        let known = Dictionary(days.map { ($0.day, $0) }) { first, _ in first }
        let span = span(days.map(\.day))
        var series = [LineChart.Series(validLabel.text(in: language), span.map { (known[$0]?.share).flatMap(\.self) })]
        if let second {
            series.append(.init(second.text(in: language), span.map { (known[$0]?.second).flatMap(\.self) }))
        }
        return LineChart(
            title: title, summary: title, highest: 1, series: series, ends: ends(span),
            label: { LocalNumber.text($0 * 100, decimals: 0, in: language) }
        ).view
    }

    /// Every day from the first to the last, at most ten years of them.
    static func span(_ days: [Int]) -> [Int] {
        guard let first = days.min(), let last = days.max() else { return [] }
        return Array(max(first, last - 3_660)...last)
    }

    static func ends(_ span: [Int]) -> (first: String, last: String) {
        (UTCDay(number: span.first ?? 0).text, UTCDay(number: span.last ?? 0).text)
    }

    /// What has become of a share: `Valid routes rose from 71% to 84%`.
    static func finding(_ shares: [Double?], _ label: Sentence, _ language: Language) -> String {
        let known = shares.compactMap { $0 }
        guard let first = known.first, let last = known.last else {
            return unknown.text(in: language, ["what": .sentence(label)])
        }
        let (from, to) = (percent(first, language), percent(last, language))
        let sentence = from == to ? steady : last > first ? rose : fell
        return sentence.text(in: language, ["what": .sentence(label), "from": .text(from), "to": .text(to)])
    }

    static let validRoutes = Sentence(
        en: "Valid routes", es: "Rutas válidas", pt: "Rotas válidas", fr: "Routes valides")
    // Labels at the end of a line have room for ten letters.
    private static let validLabel = Sentence(en: "valid", es: "válidas", pt: "válidas", fr: "valides")
    static let readyLabel = Sentence(en: "ready", es: "preparadas", pt: "preparadas", fr: "prêts")
    static let readyNetworks = Sentence(
        en: "Ready networks", es: "Redes preparadas", pt: "Redes preparadas", fr: "Réseaux prêts")
    static let scoreLabel = Sentence(en: "Score", es: "Puntuación", pt: "Pontuação", fr: "Score")

    private static let rose = Sentence(
        en: "{what}: up from {from} to {to}", es: "{what}: de {from} a {to}, en aumento",
        pt: "{what}: de {from} para {to}, a subir", fr: "{what} : de {from} à {to}, en hausse")
    private static let fell = Sentence(
        en: "{what}: down from {from} to {to}", es: "{what}: de {from} a {to}, en descenso",
        pt: "{what}: de {from} para {to}, a descer", fr: "{what} : de {from} à {to}, en baisse")
    private static let steady = Sentence(
        en: "{what}: {to}, unchanged", es: "{what}: {to}, sin cambios", pt: "{what}: {to}, sem alterações",
        fr: "{what} : {to}, sans changement")
    private static let unknown = Sentence(
        en: "{what}: no figures yet", es: "{what}: aún sin cifras", pt: "{what}: ainda sem números",
        fr: "{what} : pas encore de chiffres")
}
