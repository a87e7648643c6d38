/// Hosts and URIs that the operator excludes from fetching and reading.
///
/// The file has the format of rpki-client: one host name per line, `#` for comments. It may also name URIs.
///
/// ```
/// rpki.example.net                        # all of this host
/// rsync://rpki.example.org/module/ca/     # all below this directory
/// rsync://rpki.example.org/module/a.cer   # this object
/// ```
public struct SkipList: Hashable, Sendable {
    /// Host names, in lower case.
    public let hosts: Set<String>
    /// URIs of objects, and of directories with a slash at their end; scheme and host in lower case.
    public let uris: Set<String>

    public init() {
        hosts = []
        uris = []
    }

    /// The list of which `bytes` are the file.
    public init(_ bytes: [UInt8]) throws(LocalPolicyError) {
        var hosts: Set<String> = []
        var uris: Set<String> = []
        for (number, line) in try PolicyLines(bytes).lines {
            let text = String(decoding: line, as: UTF8.self)
            if let uri = SkipList.normalised(text) {
                uris.insert(uri)
            } else if SkipList.isHost(line) {
                hosts.insert(text.lowercased())
            } else {
                throw PolicyLines.error(.invalidEntry, line: number, line)
            }
        }
        self.hosts = hosts
        self.uris = uris
    }

    public var isEmpty: Bool {
        hosts.isEmpty && uris.isEmpty
    }

    /// True if `uri`, of rsync or https, is on the list: itself, by a directory that it lies in, or by its host.
    public func matches(_ uri: String) -> Bool {
        if isEmpty { return false }
        guard let uri = SkipList.normalised(uri) else { return false }
        if let host = SkipList.host(uri), hosts.contains(host) { return true }
        if uris.isEmpty { return false }
        if uris.contains(uri) { return true }
        // A directory may be named with or without the slash that belongs to it.
        if !uri.hasSuffix("/"), uris.contains(uri + "/") { return true }
        var end = uri.endIndex
        while let slash = uri[..<end].lastIndex(of: "/") {
            if uris.contains(String(uri[...slash])) { return true }
            end = slash
        }
        return false
    }
}

extension SkipList {
    private static let schemes = ["rsync://", "https://"]

    /// The URI with scheme and host in lower case; `nil` if it is not an rsync or https URI.
    private static func normalised(_ text: String) -> String? {
        guard let scheme = schemes.first(where: { text.prefix($0.count).lowercased() == $0 }) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard isAuthority(ArraySlice(rest[..<end].utf8)), rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            return nil
        }
        return scheme + rest[..<end].lowercased() + rest[end...]
    }

    /// The host of a normalised URI, without its port.
    private static func host(_ uri: String) -> String? {
        let rest = uri.dropFirst("rsync://".count)
        return rest.split(separator: "/", maxSplits: 1).first.map { String($0.prefix { $0 != ":" }) }
    }

    private static func isAuthority(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard let host = parts.first, isHost(host), parts.count <= 2 else { return false }
        return parts.count == 1 || UInt16(String(decoding: parts[1], as: UTF8.self)) != nil
    }

    /// Letters, digits, hyphens and dots, up to 253 of them (RFC 1123 section 2.1).
    private static func isHost(_ text: ArraySlice<UInt8>) -> Bool {
        guard !text.isEmpty, text.count <= 253, text.first != UInt8(ascii: "."), text.first != UInt8(ascii: "-") else {
            return false
        }
        return text.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
