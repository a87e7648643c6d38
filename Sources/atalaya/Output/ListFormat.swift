internal import ArgumentParser
internal import TextFormats

/// The formats of lists.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv

    /// Prints a list: as a table with the names above, unless it is empty, as one JSON object a line, or as CSV with the names
    /// in its first line.
    ///
    /// - Parameters:
    ///   - fields: The fields of an element, as many as there are names.
    ///   - json: An element as one JSON object.
    func print<Element>(
        _ list: some Collection<Element>, names: [String], fields: (Element) -> [String], json: (Element) -> String
    ) throws(Failure) {
        switch self {
        case .table: if !list.isEmpty { try StandardOutput.print(list.map(fields), names: names) }
        case .csv:
            try StandardOutput.print(CSV.line(names))
            for element in list { try StandardOutput.print(CSV.line(fields(element))) }
        case .json: for element in list { try StandardOutput.print(json(element)) }
        }
    }
}
