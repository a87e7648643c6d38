/// The verdicts on the BBN suite, counted by the kind of case.
struct BBNSummary {
    fileprivate struct Row {
        var good = 0
        var accepted = 0
        var acceptedFormerly = 0
        var bad = 0
        var refused = 0
        var asNamed = 0
    }

    private static let groups = [
        "Root": "trust anchor certificates", "Cert": "CA certificates", "CMS": "signed objects",
        "EE": "EE certificates",
        "ROA": "ROAs", "GBR": "Ghostbusters records", "CRL": "CRLs", "MFT": "manifests", "NAM": "names",
    ]

    private var rows: [String: Row] = [:]

    /// Counts a case.
    ///
    /// - Parameters:
    ///   - isAccepted: under today's profiles.
    ///   - wasAccepted: under those that the suite was written for.
    ///   - isAsNamed: whether it was refused, under the former profiles, for the reason in its name.
    mutating func count(_ path: String, isGood: Bool, isAccepted: Bool, wasAccepted: Bool, isAsNamed: Bool) {
        rows[Self.group(of: path), default: Row()].add(
            isGood: isGood, isAccepted: isAccepted, wasAccepted: wasAccepted, isAsNamed: isAsNamed)
        rows["all", default: Row()].add(
            isGood: isGood, isAccepted: isAccepted, wasAccepted: wasAccepted, isAsNamed: isAsNamed)
    }

    /// A table in Markdown, a line each.
    var lines: [String] {
        let order = ["Root", "Cert", "EE", "CMS", "ROA", "GBR", "CRL", "MFT", "NAM", "all"]
        return order.compactMap { key in
            rows[key].map { row in
                "| \(key == "all" ? "all" : "\(key): \(Self.groups[key] ?? "")") | \(row.good) | \(row.acceptedFormerly) "
                    + "| \(row.accepted) | \(row.bad) | \(row.asNamed) | \(row.refused) |"
            }
        }
    }

    /// One line for the output of tests.
    var line: String {
        let row = rows["all"] ?? Row()
        return "BBN conformance: \(row.acceptedFormerly) of \(row.good) good files accepted "
            + "(\(row.accepted) under today's profiles), "
            + "\(row.asNamed) of \(row.bad) bad files refused for the reason in their name (\(row.refused) refused today); "
            + "\(BBNException.all.count) exceptions, in Docs/BBN.md"
    }

    private static func group(of path: String) -> String {
        if path.contains("NAM") { return "NAM" }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let stem = name.hasPrefix("good") ? name.dropFirst(4) : name.dropFirst(3)
        if stem.hasPrefix("RealGbr") { return "GBR" }
        return groups.keys.first(where: stem.hasPrefix) ?? "other"
    }
}

extension BBNSummary.Row {
    fileprivate mutating func add(isGood: Bool, isAccepted: Bool, wasAccepted: Bool, isAsNamed: Bool) {
        good += isGood ? 1 : 0
        accepted += isGood && isAccepted ? 1 : 0
        acceptedFormerly += isGood && wasAccepted ? 1 : 0
        bad += isGood ? 0 : 1
        refused += !isGood && !isAccepted ? 1 : 0
        asNamed += isAsNamed ? 1 : 0
    }
}
