internal import ConfigurationKeys
internal import Node
internal import TextFormats

extension ConfigurationProblem {
    /// The problem as one JSON object.
    var json: String {
        JSONWriter.text { json in
            json.member("level", isWarning ? "warning" : "error")
            json.member("code", code.rawValue)
            switch origin {
            case .file(let path, let line, let column):
                json.member("file", path)
                json.member("line", line)
                json.member("column", column)
            case .environment(let name): json.member("environment", name)
            case .option(let name): json.member("option", name)
            case .standard: break
            }
            if !key.isEmpty { json.member("key", key) }
            json.member("message", message)
        }
    }
}
