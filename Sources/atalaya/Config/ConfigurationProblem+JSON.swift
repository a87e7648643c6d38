internal import Node
internal import RPKIValidation

extension ConfigurationProblem {
    /// The problem as one JSON object.
    var json: String {
        var members = [
            "\"level\":\"\(isWarning ? "warning" : "error")\"", "\"code\":\(code.rawValue.jsonString)",
        ]
        switch origin {
        case .file(let path, let line, let column):
            members.append("\"file\":\(path.jsonString),\"line\":\(line),\"column\":\(column)")
        case .environment(let name): members.append("\"environment\":\(name.jsonString)")
        case .option(let name): members.append("\"option\":\(name.jsonString)")
        case .standard: break
        }
        if !key.isEmpty { members.append("\"key\":\(key.jsonString)") }
        members.append("\"message\":\(message.jsonString)")
        return "{" + members.joined(separator: ",") + "}"
    }
}
