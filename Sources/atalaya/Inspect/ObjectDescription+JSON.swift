internal import TextFormats

extension ObjectDescription {
    /// The tree as one JSON object, on one line, its members in the tree's order.
    var json: String {
        JSONWriter.text(writeMembers)
    }

    private func writeMembers(to json: inout JSONWriter) {
        for field in fields {
            json.name(field.name.key)
            field.value.write(to: &json)
        }
    }

    fileprivate func write(to json: inout JSONWriter) {
        json.object(writeMembers)
    }
}

extension ObjectDescription.Value {
    fileprivate func write(to json: inout JSONWriter) {
        switch self {
        case .absent: json.null()
        case .text(let value): json.string(value)
        case .number(let number): json.number(number)
        case .list(let items):
            json.array { json in
                for item in items { json.string(item) }
            }
        case .fields(let fields): fields.write(to: &json)
        case .entries(let entries):
            json.array { json in
                for entry in entries { entry.write(to: &json) }
            }
        case .table(let table):
            json.array { json in
                for index in 0..<table.count {
                    json.object { json in
                        for (column, value) in zip(table.columns, table.row(index)) {
                            json.name(column.key)
                            value.write(to: &json)
                        }
                    }
                }
            }
        }
    }
}
