internal import Console

/// A file of the console that is the same for everyone: the path changes with the content, so that browsers may keep it.
struct ConsoleAsset: Sendable {
    let path: String
    let contentType: String
    let body: [UInt8]

    private init(_ name: String, _ suffix: String, _ contentType: String, _ text: String) {
        body = Array(text.utf8)
        path = "/assets/\(name)-\(ConsoleAsset.mark(of: body)).\(suffix)"
        self.contentType = contentType
    }

    static let styleSheet = ConsoleAsset("look", "css", "text/css; charset=utf-8", StyleSheet.text)
    static let script = ConsoleAsset("page", "js", "text/javascript; charset=utf-8", PageScript.text)
    static let icon = ConsoleAsset("icon", "svg", "image/svg+xml", Icon.svg)

    static let all = [styleSheet, script, icon]

    /// Hexadecimal digits that change with the content (FNV-1a).
    private static func mark(of octets: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in octets { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
