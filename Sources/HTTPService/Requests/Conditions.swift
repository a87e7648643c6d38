internal import Hummingbird
internal import TextFormats

internal import struct FoundationEssentials.Date

/// Whether a client has the current answer already (RFC 9110 section 13).
struct Conditions {
    private let headers: HTTPFields

    init(_ headers: HTTPFields) {
        self.headers = headers
    }

    /// - Parameters:
    ///   - etag: With its quotes.
    ///   - lastModified: Whole seconds count.
    func areMet(etag: String, lastModified: Date) -> Bool {
        let tags = headers[values: .ifNoneMatch]
        // If-Modified-Since does not count together with If-None-Match (section 13.1.3).
        if !tags.isEmpty { return tags.contains { matches($0, etag) } }
        guard let since = headers[.ifModifiedSince].flatMap(HTTPDate.init) else { return false }
        return lastModified.timeIntervalSince1970.rounded(.down) <= since.date.timeIntervalSince1970
    }

    /// Weak comparison (section 8.8.3.2) with each tag of a list.
    private func matches(_ list: String, _ etag: String) -> Bool {
        list.split(separator: ",").contains { item in
            var tag = item.drop { $0 == " " || $0 == "\t" }
            while tag.last == " " || tag.last == "\t" { tag.removeLast() }
            if tag == "*" { return true }
            if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            return tag == etag
        }
    }
}
