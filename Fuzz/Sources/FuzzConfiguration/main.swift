import ConfigurationKeys
import Foundation
import FuzzDriver
import Node

// A file of configuration, and the same text as an option and as a variable of the environment. The files that it names are
// not opened.
let status = fuzz { data, size in
    let input = octets(data, size)
    let reading = ConfigurationReading<NodeConfiguration>(input, path: "a.yaml")
    // The same answer twice.
    let again = ConfigurationReading<NodeConfiguration>(input, path: "a.yaml")
    precondition(reading.problems.map(\.description) == again.problems.map(\.description))
    precondition(reading.configuration.changes(from: again.configuration).isEmpty)
    let text = String(decoding: input, as: UTF8.self)
    let key = NodeConfiguration.keys[Int(input.first ?? 0) % NodeConfiguration.keys.count].name
    _ = ConfigurationReading<NodeConfiguration>(nil, path: "a.yaml", options: [text, "\(key)=\(text.dropFirst())"])
    let variable = "ATALAYA_" + key.uppercased().replacing(".", with: "_").replacing("-", with: "_")
    _ = ConfigurationReading<NodeConfiguration>(nil, path: "a.yaml", environment: [variable: String(text.dropFirst())])
    return 0
}
exit(status)
