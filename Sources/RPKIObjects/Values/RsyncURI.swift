/// `rsync://HOST/MODULE/PATH`: where the RPKI says that an object or a publication point is (RFC 5781, RFC 6487 section
/// 4.8.8). The host is in lower case; no path segment is empty, "." or "..", so that a URI never leads out of the
/// folder of its host and module.
public struct RsyncURI: Hashable, Sendable {
    /// The whole URI.
    public let description: String

    /// The URI, or `nil` when it is not of this form or longer than 2,048 octets.
    public init?(_ text: String) {
        guard text.utf8.count <= 2048 else { return nil }
        let octets = Array(text.utf8)
        self.init(octets.span, 0..<octets.count)
    }

    /// The URI that `range` holds.
    package init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard let host = bytes.rsyncHost(range) else { return nil }
        description = String(unsafeUninitializedCapacity: range.count) { buffer in
            for index in 0..<range.count {
                let octet = bytes[range.lowerBound + index]
                let isUpper = octet >= 0x41 && octet <= 0x5a && range.lowerBound + index < host.upperBound
                buffer[index] = isUpper ? octet | 0x20 : octet
            }
            return range.count
        }
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
        String(description[endOfDirectory...])
    }

    /// The URI up to and including its last slash.
    public var directory: String {
        String(description[..<endOfDirectory])
    }

    /// Behind the last slash.
    private var endOfDirectory: String.Index {
        let octets = description.utf8
        return octets.lastIndex(of: 0x2f).map { octets.index(after: $0) } ?? octets.startIndex
    }

    /// True if `range` holds the URI, octet by octet.
    package func isWritten(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var text = description
        return text.withUTF8 { octets in
            guard octets.count == range.count else { return false }
            var difference: UInt8 = 0
            for index in 0..<range.count { difference |= octets[index] ^ bytes[range.lowerBound + index] }
            return difference == 0
        }
    }

    /// True if the URI ends in a slash.
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

    /// The URIs of objects in this directory, by their names.
    package func appending(fileNames names: some Sequence<String>) -> [RsyncURI] {
        let directory = asDirectory
        return names.map { RsyncURI(trusted: directory + $0) }
    }

    private init(trusted: String) {
        description = trusted
    }
}

extension Span<UInt8> {
    /// The range of the host of the rsync URI in `range`; `nil` if it is not such a URI.
    package func rsyncHost(_ range: Range<Int>) -> Range<Int>? {
        guard isURI(range, scheme: "rsync://") else { return nil }
        return extracting(range).withUnsafeBytes { octets in
            // One pass: the host ends at the first slash, and every segment after it must be more than dots.
            var host: Int?
            var segment = 8
            var hasMoreThanDots = false
            for index in 8..<octets.count {
                switch octets[index] {
                case 0x2f:
                    if host == nil {
                        guard index > 8, octets[8] != 0x2e else { return nil }
                        host = index
                    } else {
                        guard hasMoreThanDots || index - segment > 2 else { return nil }
                    }
                    segment = index + 1
                    hasMoreThanDots = false
                case 0x40 where host == nil: return nil
                case 0x5c: return nil
                case 0x2e: break
                default: hasMoreThanDots = true
                }
            }
            guard let host else { return nil }
            // A directory's slash may end the URI, but not the host.
            let isDirectory = segment == octets.count && segment > host + 1
            guard isDirectory || hasMoreThanDots || octets.count - segment > 2 else { return nil }
            return range.lowerBound + 8..<range.lowerBound + host
        }
    }

    /// True if `range` contains a URI of at most 2,048 octets of printable ASCII that begins with `scheme`, in lower
    /// case with its slashes.
    package func isURI(_ range: Range<Int>, scheme: StaticString) -> Bool {
        guard range.count > scheme.utf8CodeUnitCount, range.count <= 2048 else { return false }
        return extracting(range).withUnsafeBytes { octets in
            for index in 0..<scheme.utf8CodeUnitCount {
                let octet = octets[index]
                let lower = octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet
                guard lower == scheme.utf8Start[index] else { return false }
            }
            // Without a branch per octet, the compiler can vectorize this loop.
            var isPrintable = true
            for octet in octets { isPrintable = isPrintable && (octet &- 0x21 < 0x5e) }
            return isPrintable
        }
    }
}

extension RsyncURI: CustomStringConvertible {}

extension RsyncURI: Comparable {
    public static func < (left: RsyncURI, right: RsyncURI) -> Bool {
        left.description < right.description
    }
}
