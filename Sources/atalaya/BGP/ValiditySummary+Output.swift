internal import NumberResources
internal import Registries
internal import RouteSecurity
internal import TextFormats

extension ValidityFigures {
    /// The counts by name: routes of every neighbour, then different pairs of prefix and origin, then other counts.
    fileprivate var named: [(name: String, count: Int)] {
        [
            ("routes", routes.total), ("routes_valid", routes.valid), ("routes_invalid", routes.invalid),
            ("routes_not_found", routes.notFound), ("pairs", pairs.total), ("pairs_valid", pairs.valid),
            ("pairs_invalid", pairs.invalid), ("pairs_not_found", pairs.notFound), ("path_valid", paths.valid),
            ("path_invalid", paths.invalid), ("path_unknown", paths.unknown), ("path_unverified", paths.unverified),
            ("leaks", leaks), ("bogons", bogonRoutes),
        ] + zip(BogonClasses.named, bogons).map { ($0.0.1.replacing("-", with: "_"), $0.1) }
            + [("invalid", invalidRoutes)]
    }

    /// Writes a member for each number.
    fileprivate func writeMembers(to json: inout JSONWriter) {
        for figure in named { json.member(figure.name, figure.count) }
    }
}

extension ValiditySummary.Group {
    /// `AS64496`, `MU`; `nil` for what has neither.
    fileprivate var name: String? {
        switch self {
        case .asn(let asn): asn?.description
        case .economy(let economy): economy?.description
        }
    }

    fileprivate var column: StaticString {
        switch self {
        case .asn: "asn"
        case .economy: "country"
        }
    }
}

extension ValiditySummary {
    /// For people: the total line by line, groups in columns.
    func writeTable(isGrouped: Bool, into out: inout [UInt8]) {
        guard isGrouped else {
            for figure in total.named {
                out.append(text: figure.name.padded(to: 18))
                out.append(decimal: figure.count, width: 12, fill: UInt8(ascii: " "))
                out.append("\n")
            }
            return
        }
        let columns = [
            "routes", "pairs", "pairs_valid", "pairs_invalid", "pairs_not_found", "path_invalid", "leaks", "bogons",
        ]
        out.append(text: "GROUP".padded(to: 12))
        for column in columns { out.append(text: " " + column.uppercased().replacing("_", with: "-")) }
        out.append("\n")
        for (name, figures) in rows.map({ ($0.group.name ?? "-", $0.figures) }) + [("total", total)] {
            out.append(text: name.padded(to: 12))
            for column in columns {
                out.append(" ")
                let count = figures.named.first { $0.name == column }?.count ?? 0
                out.append(decimal: count, width: column.utf8.count, fill: UInt8(ascii: " "))
            }
            out.append("\n")
        }
    }

    /// A line for each group, or one for all.
    func writeCSV(isGrouped: Bool, into out: inout [UInt8]) {
        let rows = rows
        if isGrouped { out.append(rows.first?.group.column ?? "group") }
        for (index, figure) in total.named.enumerated() {
            if isGrouped || index > 0 { out.append(",") }
            out.append(text: figure.name)
        }
        out.append("\n")
        for (name, figures) in isGrouped ? rows.map({ ($0.group.name ?? "", $0.figures) }) : [("", total)] {
            if isGrouped { out.append(text: name) }
            for (index, figure) in figures.named.enumerated() {
                if isGrouped || index > 0 { out.append(",") }
                out.append(decimal: figure.count)
            }
            out.append("\n")
        }
    }

    /// One JSON object: `total`, and `groups` where there are some, a line each.
    func writeJSON(isGrouped: Bool, into out: inout [UInt8]) {
        JSONWriter.write(into: &out) { json in
            json.object { json in
                json.object("total", total.writeMembers)
                guard isGrouped else { return }
                json.array("groups") { json in
                    for row in rows {
                        json.breakLine()
                        json.object { json in
                            json.member("\(row.group.column)", row.group.name)
                            row.figures.writeMembers(to: &json)
                        }
                    }
                    json.breakLine()
                }
            }
            json.endLine()
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - utf8.count))
    }
}
