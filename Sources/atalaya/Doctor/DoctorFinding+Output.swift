internal import Node
internal import TextFormats

extension DoctorFinding {
    /// The finding on one line.
    var line: String {
        let parts = [message, breaks, remedy.map { level == .wrong ? "mend: \($0)" : $0 }].compactMap { $0 }
        return "\(level.rawValue): \(subject.rawValue): \(parts.joined(separator: "; "))".singleLine
    }

    /// The finding as one JSON object.
    var json: String {
        JSONWriter.text { json in
            json.member("level", level.rawValue)
            json.member("check", subject.rawValue)
            json.member("message", message)
            if let breaks { json.member("breaks", breaks) }
            if let remedy { json.member("remedy", remedy) }
        }
    }
}
