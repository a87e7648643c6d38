internal import ArgumentParser

/// The formats of lists.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
}
