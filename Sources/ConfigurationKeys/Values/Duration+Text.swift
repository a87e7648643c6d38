extension Duration {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// The duration in `text`: numbers with a unit each, `d`, `h`, `m`, `s` or `ms`, such as `10m` or `1h30m`; `nil` for anything
    /// else.
    package init?(configuration text: String) {
        var rest = Substring(text)
        var total: Int64 = 0
        var last = Duration.units.startIndex
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(name.count)
            guard digits.count <= 15, let number = Int64(digits),
                let unit = Duration.units[last...].firstIndex(where: { $0.name == name })
            else { return nil }
            let (part, overflow) = number.multipliedReportingOverflow(by: Duration.units[unit].milliseconds)
            let (sum, isTooLong) = total.addingReportingOverflow(part)
            guard !overflow, !isTooLong else { return nil }
            total = sum
            last = unit + 1
        }
        self = .milliseconds(total)
    }

    /// The duration as `init(configuration:)` reads it, to the millisecond.
    package var configurationText: String {
        var rest = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        guard rest > 0 else { return "0s" }
        var text = ""
        for unit in Duration.units where rest >= unit.milliseconds {
            text += "\(rest / unit.milliseconds)\(unit.name)"
            rest %= unit.milliseconds
        }
        return text
    }
}
