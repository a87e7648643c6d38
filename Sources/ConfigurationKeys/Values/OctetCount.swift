/// Sizes as an operator writes them.
enum OctetCount {
    private static let units: [(name: String, octets: Int)] = [
        ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
        ("B", 1),
    ]

    /// The octets that `text` says: a number with the unit `B`, `kB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`; `nil` for anything
    /// else.
    static func read(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count <= 15, let number = Int(digits),
            let unit = units.first(where: { $0.name.lowercased() == text.dropFirst(digits.count).lowercased() })
        else { return nil }
        let (octets, overflow) = number.multipliedReportingOverflow(by: unit.octets)
        return overflow ? nil : octets
    }

    /// A text that `read` turns into `octets`.
    static func text(_ octets: Int) -> String {
        let unit = units.first { octets >= $0.octets && octets % $0.octets == 0 } ?? ("B", 1)
        return "\(octets / unit.octets)\(unit.name)"
    }
}
