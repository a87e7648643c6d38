internal import TextFormats

extension ObjectDescription {
    /// The tree for people: a line a value, all values in one column, control characters written out.
    var text: String {
        var text = ""
        write(into: &text, indent: 0, column: width(indent: 0) + 2)
        return text
    }

    /// The width of the longest label.
    private func width(indent: Int) -> Int {
        fields.reduce(0) { widest, field in
            let own = indent + field.name.label.count + 1
            switch field.value {
            case .absent: return widest
            case .fields(let inner): return max(widest, own, inner.width(indent: indent + 2))
            case .entries(let entries):
                return entries.reduce(max(widest, own)) { max($0, $1.width(indent: indent + 2)) }
            default: return max(widest, own)
            }
        }
    }

    private func write(into text: inout String, indent: Int, column: Int) {
        for (name, value) in fields {
            let label = String(repeating: " ", count: indent) + name.label + ":"
            switch value {
            case .absent: break
            case .text(let value): text.appendLines([value.printable], label, column)
            case .number(let number): text.appendLines([String(number)], label, column)
            case .list(let items): text.appendLines(items.map(\.printable), label, column)
            case .fields(let inner):
                text += label + "\n"
                inner.write(into: &text, indent: indent + 2, column: column)
            case .entries(let entries):
                if entries.isEmpty { text.appendLines([], label, column) }
                for entry in entries {
                    text += label + "\n"
                    entry.write(into: &text, indent: indent + 2, column: column)
                }
            case .table(let table): text.appendLines(table.lines, label, column)
            }
        }
    }
}

extension String {
    /// Appends a label, and lines in a separate column next to it.
    fileprivate mutating func appendLines(_ lines: [String], _ label: String, _ column: Int) {
        let margin = String(repeating: " ", count: column)
        self += label + String(repeating: " ", count: max(1, column - label.count))
        self += lines.first ?? "none"
        self += "\n"
        for line in lines.dropFirst() { self += margin + line + "\n" }
    }
}

extension ObjectDescription.Table {
    /// The rows, below the columns' names where there is more than one column.
    fileprivate var lines: [String] {
        guard count > 0 else { return [] }
        var widths = columns.map(\.label.count)
        for index in 0..<count {
            for (place, value) in row(index).enumerated() { widths[place] = max(widths[place], value.cell.count) }
        }
        let header = columns.count > 1 ? [line(columns.map(\.label), widths)] : []
        return header + (0..<count).map { line(row($0).map(\.cell), widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (place, cell) in cells.enumerated() {
            line += cell
            if place < cells.count - 1 { line += String(repeating: " ", count: widths[place] + 2 - cell.count) }
        }
        return line
    }
}

extension ObjectDescription.Value {
    fileprivate var cell: String {
        switch self {
        case .text(let text): text.printable
        case .number(let number): String(number)
        case .list(let items): items.isEmpty ? "-" : items.map(\.printable).joined(separator: " ")
        default: "-"
        }
    }
}
