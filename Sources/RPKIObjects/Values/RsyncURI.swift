/// `rsync://HOST/MODULE/PATH`: where the RPKI says that an object or a publication point is (RFC 5781, RFC 6487 section
/// 4.8.8). The host is in lower case; no path segment is empty, "." or "..", so that a URI never leads out of the folder
/// that its host and module stand for.
public struct RsyncURI: Hashable, Sendable {
    /// The whole URI.
    public let description: String

    /// The URI, or `nil` when it is not of this form or longer than 2,048 octets.
    public init?(_ text: String) {
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x5c }) else {
            return nil
        }
        guard text.prefix(8).lowercased() == "rsync://" else { return nil }
        let rest = text.utf8.dropFirst(8)
        guard let slash = rest.firstIndex(of: 0x2f), slash > rest.startIndex else { return nil }
        let host = String(text[..<slash].dropFirst(8)).lowercased()
        guard !host.hasPrefix("."), !host.utf8.contains(0x40), host != ".." else { return nil }
        let path = text[slash...].dropFirst()
        var segments = path.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
        if segments.count > 1, segments.last?.isEmpty == true { segments.removeLast() }
        guard
            segments.allSatisfy({ segment in
                !segment.isEmpty && !segment.elementsEqual([0x2e]) && !segment.elementsEqual([0x2e, 0x2e])
            })
        else { return nil }
        description = "rsync://\(host)/\(path)"
    }

    /// HOST/MODULE/PATH: where rsync leaves the object in a local copy.
    public var relativePath: String {
        String(description.dropFirst(8))
    }

    public var host: String {
        String(relativePath.prefix { $0 != "/" })
    }

    /// The last path segment; empty for a directory.
    public var fileName: String {
        String(description.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
    }

    /// The URI up to and including its last slash.
    public var directory: String {
        String(description.dropLast(fileName.count))
    }

    /// Whether the URI ends in a slash.
    public var isDirectory: Bool {
        description.utf8.last == 0x2f
    }

    /// The URI as a directory: with a slash at its end.
    public var asDirectory: String {
        isDirectory ? description : description + "/"
    }

    /// The object called `name` in this directory. `name` is one that a manifest may list: no slash in it.
    package func appending(fileName name: String) -> RsyncURI {
        RsyncURI(trusted: asDirectory + name)
    }

    private init(trusted: String) {
        description = trusted
    }
}

extension RsyncURI: CustomStringConvertible {}

extension RsyncURI: Comparable {
    public static func < (left: RsyncURI, right: RsyncURI) -> Bool {
        left.description < right.description
    }
}
