internal import RPKIValidation

extension ObjectDescription {
    /// The tree as one JSON object, on one line, its members in the tree's order.
    var json: String {
        var text = ""
        write(into: &text)
        return text
    }

    private func write(into text: inout String) {
        text += "{"
        for (index, field) in fields.enumerated() {
            if index > 0 { text += "," }
            text += "\(field.name.key.jsonString):"
            field.value.write(into: &text)
        }
        text += "}"
    }
}

extension ObjectDescription.Value {
    fileprivate func write(into text: inout String) {
        switch self {
        case .absent: text += "null"
        case .text(let value): text += value.jsonString
        case .number(let number): text += String(number)
        case .list(let items): text += "[" + items.map(\.jsonString).joined(separator: ",") + "]"
        case .fields(let fields): text += fields.json
        case .entries(let entries): text += "[" + entries.map(\.json).joined(separator: ",") + "]"
        case .table(let table):
            text += "["
            for index in 0..<table.count {
                text += index > 0 ? ",{" : "{"
                for (place, (column, value)) in zip(table.columns, table.row(index)).enumerated() {
                    if place > 0 { text += "," }
                    text += "\(column.key.jsonString):"
                    value.write(into: &text)
                }
                text += "}"
            }
            text += "]"
        }
    }
}
