internal import NumberResources
internal import TextFormats

public import struct FoundationEssentials.Date

/// Moments and durations as people read them; the exact moment is next to or behind them.
public struct TimeView: Sendable {
    let now: Date
    let language: Language

    public init(now: Date, language: Language) {
        self.now = now
        self.language = language
    }

    /// For the partial `time`.
    public func view(_ date: Date) -> View {
        let exact = RFC3339(date).description
        return ["iso": .text(exact), "exact": .text(TimeView.spaced(exact)), "relative": .text(relative(date))]
    }

    public func value(_ date: Date?) -> ViewValue { ViewValue(date.map(view)) }

    /// `3 min ago`, `in 2 d`.
    public func relative(_ date: Date) -> String {
        let seconds = now.timeIntervalSince(date)
        if seconds.magnitude < 1 { return TimeView.nowText.text(in: language) }
        let sentence = seconds < 0 ? TimeView.ahead : TimeView.ago
        return sentence.text(in: language, ["time": .text(duration(seconds.magnitude))])
    }

    /// `3 min`, `2 h`, `31 d`: in the greatest unit of which there are two or more, rounded down.
    public func duration(_ seconds: Double) -> String {
        let seconds = Int64(saturating: seconds)
        let (count, unit): (Int64, Sentence) =
            if seconds < 120 { (seconds, TimeView.seconds) } else if seconds < 7_200 {
                (seconds / 60, TimeView.minutes)
            } else if seconds < 172_800 { (seconds / 3_600, TimeView.hours) } else { (seconds / 86_400, TimeView.days) }
        return unit.text(in: language, ["count": .number(Int(count))])
    }

    /// `2026-11-29 07:41:12 UTC`
    private static func spaced(_ text: String) -> String {
        text.replacing("T", with: " ").replacing("Z", with: " UTC")
    }

    private static let ago = Sentence(en: "{time} ago", es: "hace {time}", pt: "há {time}", fr: "il y a {time}")
    private static let ahead = Sentence(en: "in {time}", es: "en {time}", pt: "em {time}", fr: "dans {time}")
    private static let nowText = Sentence(en: "now", es: "ahora", pt: "agora", fr: "maintenant")
    private static let seconds = Sentence(same: "{count} s")
    private static let minutes = Sentence(same: "{count} min")
    private static let hours = Sentence(same: "{count} h")
    private static let days = Sentence(en: "{count} d", es: "{count} d", pt: "{count} d", fr: "{count} j")
}
