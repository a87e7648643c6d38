internal import HTTPService
internal import Hummingbird
internal import NumberResources
internal import TextFormats
internal import ValidatedPayloads

/// The routes of a request with a body: `{"routes":[{"asn":…,"prefix":…},…]}`, AS numbers as text or number.
struct RouteList: Sendable {
    let routes: [RouteQuery]

    /// - Throws: `APIError` that names the member at fault, such as `routes[3].asn`.
    init(json: [UInt8], limits: APILimits) throws(APIError) {
        let jsonLimits = JSONLimits(size: limits.http.requestBody, token: 4_096, depth: 16)
        var reader = JSONReader(json, limits: jsonLimits)
        do {
            routes = try RouteList.read(&reader, limit: limits.routes)
        } catch let error as JSONError {
            throw APIError(.badRequest, "unexpected JSON at octet \(error.offset): \(error.code.rawValue)")
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.badRequest, "unexpected JSON")
        }
    }

    private static func read(_ reader: inout JSONReader, limit: Int) throws -> [RouteQuery] {
        var routes: [RouteQuery]?
        var names: Set<String> = []
        try reader.beginObject()
        while try reader.nextMember() {
            try note(reader.textString, path: "", in: &names)
            guard reader.textIs("routes") else {
                try reader.skipValue()
                continue
            }
            var found: [RouteQuery] = []
            try reader.beginArray()
            while try reader.nextElement() {
                guard found.count < limit else { throw APIError.invalid("routes", "more than \(limit) routes") }
                found.append(try route(&reader, path: "routes[\(found.count)]."))
            }
            routes = found
        }
        try reader.finish()
        guard let routes else { throw APIError.invalid("routes", "missing") }
        return routes
    }

    private static func route(_ reader: inout JSONReader, path: String) throws -> RouteQuery {
        var asn: String?
        var prefix: String?
        var names: Set<String> = []
        try reader.beginObject()
        while try reader.nextMember() {
            try note(reader.textString, path: path, in: &names)
            if reader.textIs("asn") {
                if try reader.peekKind() == .number {
                    asn = try number(&reader).map { String($0) } ?? "-"
                } else {
                    try reader.readString()
                    asn = reader.textString
                }
            } else if reader.textIs("prefix") {
                try reader.readString()
                prefix = reader.textString
            } else {
                try reader.skipValue()
            }
        }
        guard let asn else { throw APIError.invalid(path + "asn", "missing") }
        guard let prefix else { throw APIError.invalid(path + "prefix", "missing") }
        return try RouteQuery(asn: asn, prefix: prefix, path: path)
    }

    /// Takes note of a member's name, which an object has once.
    private static func note(_ name: String, path: String, in names: inout Set<String>) throws(APIError) {
        guard names.insert(name).inserted else { throw .invalid(path + name, "given more than once") }
    }

    /// The AS number that a JSON number is; `64496.0` is the same number as `64496` (RFC 8259 section 6).
    private static func number(_ reader: inout JSONReader) throws -> UInt32? {
        switch try reader.readNumber() {
        case .unsigned(let number): UInt32(exactly: number)
        case .other: Double(reader.textString).flatMap { UInt32(exactly: $0) }
        }
    }
}
