internal import Foundation
internal import RPKIObjects

/// RRDP files that no honest server makes, in place of those of a CA.
struct HostileDocument {
    private static let root = "xmlns=\"http://www.ripe.net/rpki/rrdp\" version=\"1\""
    private static let session = "9df4b597-af9e-4dca-bdda-719cce2c4e28"

    private let notification: String
    private let snapshot: String?

    /// `nil` for the kinds whose files are made of objects.
    init?(_ kind: HostileRepository.Kind, _ scale: HostileRepository.Scale, port: Int) {
        let attributes = "\(HostileDocument.root) session_id=\"\(HostileDocument.session)\" serial=\"1\""
        let host = "\(kind.rawValue).\(HostileRepository.domain)"
        let base = "rsync://\(host)/repository/"
        var snapshot = "<snapshot \(attributes)>\n"
        switch kind {
        case .attributes:
            let many = (0..<scale.attributes).map { " a\($0)=\"\"" }.joined()
            notification = "<notification \(attributes)\(many)/>"
            self.snapshot = nil
            return
        case .namespaces:
            let many = (0..<scale.attributes).map { " xmlns:a\($0)=\"u\"" }.joined()
            snapshot += "<publish uri=\"\(base)a.roa\"\(many)>AAAA</publish>\n"
        case .folders:
            let filling = String(repeating: "x", count: 1_900)
            for number in 0..<scale.files {
                snapshot += "<publish uri=\"\(base)\(number)/\(filling)/a.roa\">AAAA</publish>\n"
            }
        case .objects:
            for number in 0..<(scale.files * 2) {
                let octets = withUnsafeBytes(of: UInt32(number).bigEndian) { Data($0) }.base64EncodedString()
                snapshot += "<publish uri=\"\(base)\(String(number, radix: 16)).roa\">\(octets)</publish>\n"
            }
        case .twice:
            for number in 0..<scale.files {
                let name = String(number / 2, radix: 16)
                snapshot += "<publish uri=\"\(base)\(name).roa\">AAAA</publish>\n"
            }
        case .nested, .payloads, .points, .refused, .chain:
            return nil
        }
        snapshot += "</snapshot>\n"
        let digest = ObjectHash(of: Array(snapshot.utf8)).octets.map {
            String(UInt16($0) + 0x100, radix: 16).dropFirst()
        }
        .joined()
        notification = """
            <notification \(attributes)>
            <snapshot uri="https://\(host):\(port)/\(kind.rawValue)/snapshot.xml" hash="\(digest)"/>
            </notification>

            """
        self.snapshot = snapshot
    }

    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(notification.utf8).write(to: folder.appendingPathComponent("notification.xml"))
        if let snapshot { try Data(snapshot.utf8).write(to: folder.appendingPathComponent("snapshot.xml")) }
    }
}
