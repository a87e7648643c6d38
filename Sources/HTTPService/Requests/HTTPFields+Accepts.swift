package import Hummingbird

extension HTTPFields {
    /// Whether a body may be sent gzipped (RFC 9110 section 12.5.3).
    package var acceptsGzip: Bool {
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
    package func accepts(_ mediaType: String) -> Bool {
        (self[.accept] ?? "").split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { part in
                String(part.filter { $0 != " " && $0 != "\t" }).lowercased()
            }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return parts.first == mediaType && weight > 0
        }
    }
}
