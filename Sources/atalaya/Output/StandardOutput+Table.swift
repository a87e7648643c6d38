extension StandardOutput {
    /// Rows with their names above, in columns.
    static func print(_ rows: [[String]], names: [String]) throws(Failure) {
        let all = [names.map { $0.uppercased() }] + rows
        let widths = names.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        for row in all {
            let cells = row.enumerated().map { column, text in
                column == row.count - 1 ? text : text + String(repeating: " ", count: widths[column] - text.count)
            }
            try print(cells.joined(separator: "  "))
        }
    }
}
