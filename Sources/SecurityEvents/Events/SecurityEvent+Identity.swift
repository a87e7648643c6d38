internal import Crypto
internal import TextFormats

extension SecurityEvent {
    /// A value that stays the same when the same event is seen or reported again: 64 hexadecimal digits, SHA-256 over
    /// type, identifier, subjects, occurrence and the name of the source. Times, evidence, severity and TLP are not in
    /// it.
    public var identity: String {
        var parts = [type.incidentClass.rawValue, type.rawValue, identifier ?? "", occurrence ?? "", source.name]
        var last: String?
        for subject in subjects {
            var text = "\(subject.role.rawValue) \(subject.value.kind) \(subject.value.text)"
            if case .device(let device) = subject.value {
                for detail in [device.vendor, device.product, device.version] { text += "\0" + (detail ?? "") }
            }
            if text != last { parts.append(text) }
            last = text
        }
        return SecurityEvent.digest(of: parts)
    }

    /// SHA-256 in hexadecimal over texts, each after its length, so that no two lists give the same octets.
    package static func digest(of parts: [String]) -> String {
        var hash = SHA256()
        for part in parts {
            let octets = Array(part.utf8)
            let length = UInt64(octets.count)
            hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
            hash.update(data: octets)
        }
        return hash.finalize().hexadecimal(uppercase: false)
    }
}
