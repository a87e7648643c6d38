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
        // If-Modified-Since does not count beside If-None-Match (section 13.1.3).
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

extension HTTPFields {
    /// Whether a body may be sent gzipped (RFC 9110 section 12.5.3).
    var acceptsGzip: Bool {
        var byWildcard = false
        for item in (self[.acceptEncoding] ?? "").split(separator: ",") {
            let parts = item.split(separator: ";").map { part in
                String(part.filter { $0 != " " && $0 != "\t" }).lowercased()
            }
            guard let coding = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if coding == "gzip" || coding == "x-gzip" { return weight > 0 }
            if coding == "*" { byWildcard = weight > 0 }
        }
        return byWildcard
    }

    /// Whether `mediaType` is among the types that the client names.
    func accepts(_ mediaType: String) -> Bool {
        (self[.accept] ?? "").split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { part in
                String(part.filter { $0 != " " && $0 != "\t" }).lowercased()
            }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return parts.first == mediaType && weight > 0
        }
    }
}
