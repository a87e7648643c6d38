internal import Console
internal import DeskStore
internal import NumberResources
internal import TextFormats

internal import struct FoundationEssentials.Date

extension AlertPage {
    /// How many peers had the routes, change by change, as far as it was reported.
    static func spread(of record: Record, _ request: PageRequest) -> View? {
        let counts = record.revisions.compactMap { revision -> (time: Date, count: Int)? in
            count(in: revision.event).map { (revision.time, $0) }
        }
        guard counts.count > 1, let first = counts.first, let last = counts.last else { return nil }
        let most = counts.map(\.count).max() ?? 0
        guard most > 0 else { return nil }
        let values: [String: SentenceValue] = [
            "first": .number(first.count), "last": .number(last.count), "most": .number(most),
            "time": .text(request.times.duration(last.time.timeIntervalSince(first.time))),
        ]
        let language = request.language
        return LineChart(
            title: request.text(title, values), summary: request.text(title, values), highest: Double(most),
            series: [LineChart.Series(request.text(label), counts.map { Double($0.count) })],
            ends: (clock(first.time), clock(last.time)),
            label: { LocalNumber.text(Int(saturating: $0.rounded()), in: language) }
        ).view
    }

    private static func count(in event: String) -> Int? {
        guard case .object(let record)? = try? JSONValue(Array(event.utf8)),
            case .object(let attributes)? = record["attributes"], case .string(let count)? = attributes["peers"]
        else { return nil }
        return Int(count)
    }

    private static func clock(_ date: Date) -> String {
        String(RFC3339(date).description.dropFirst(11).prefix(5))
    }

    private static let title = Sentence(
        en: "From {first} to {last} peers in {time}, {most} at most",
        es: "De {first} a {last} pares en {time}, {most} como máximo",
        pt: "De {first} a {last} pares em {time}, {most} no máximo",
        fr: "De {first} à {last} pairs en {time}, {most} au plus")
    private static let label = Sentence(en: "peers", es: "pares", pt: "pares", fr: "pairs")
}
