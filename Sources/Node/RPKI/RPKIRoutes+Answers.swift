internal import HTTPService
internal import Hummingbird
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation
internal import TextFormats

internal import struct FoundationEssentials.Date

extension RPKIRoutes {
    /// `/api/v1/rejections`: what the last run did not accept, a page at a time.
    func rejections(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let query = try answers.query(request)
        try query.allow(only: "uri", "ca", "ta", "repository", "code", "level", "offset", "limit")
        let filter = RejectionFilter(
            uri: try query.single("uri"), authority: try query.single("ca"), trustAnchor: try query.single("ta"),
            repository: try query.single("repository"), code: try code(query), level: try level(query))
        let (offset, limit) = (try page(query, "offset") ?? 0, try page(query, "limit") ?? limits.listed)
        let (list, most) = (state.rejections, limits.listed)
        return try await answers.whole(ContentType.json, context) {
            let rows = (list?.stored.rows ?? []).filter(filter.matches)
            return JSONWriter.object(.indented) { json in
                json.member("date", list?.stored.date)
                json.member("failure", list?.stored.failure)
                json.member("total", rows.count)
                json.member("notListed", list?.stored.further ?? 0)
                json.member("offset", offset)
                json.array("rejections", rows.dropFirst(offset).prefix(min(limit, most))) { $1.members(of: $0) }
            }
        }
    }

    private func code(_ query: QueryParameters) throws(APIError) -> ObjectError.Code? {
        guard let text = try query.single("code") else { return nil }
        guard let code = ObjectError.Code(rawValue: text) else { throw .invalid("code", "no such reason") }
        return code
    }

    private func level(_ query: QueryParameters) throws(APIError) -> Rejection.Level? {
        guard let text = try query.single("level") else { return nil }
        guard let level = Rejection.Level(rawValue: text) else {
            throw .invalid("level", "not \(Rejection.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return level
    }

    private func page(_ query: QueryParameters, _ name: String) throws(APIError) -> Int? {
        guard let text = try query.single(name) else { return nil }
        guard let number = Int(text), (0...1_000_000_000).contains(number) else { throw .invalid(name, "not a number") }
        return number
    }

    /// `/api/v1/repositories`: each repository as it is fetched, by RRDP and by rsync, a page at a time.
    func repositories(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let query = try answers.query(request)
        try query.allow(only: "uri", "transport", "state", "offset", "limit")
        let uri = try query.single("uri")
        let transport = try choice(query, "transport", RepositoryState.Transport.self)
        let outcome = try choice(query, "state", RepositoryState.Outcome.self)
        let (offset, limit) = (try page(query, "offset") ?? 0, try page(query, "limit") ?? limits.listed)
        let now = tools.clock()
        let found = state.snapshot.repositories.filter { repository in
            (uri.map { repository.uri.hasPrefix($0) } ?? true)
                && (transport ?? repository.transport) == repository.transport
                && (outcome ?? repository.outcome) == repository.outcome
        }
        let most = limits.listed
        return try await answers.whole(ContentType.json, context) {
            JSONWriter.object(.indented) { json in
                json.member("total", found.count)
                json.member("offset", offset)
                json.array("repositories", found.dropFirst(offset).prefix(min(limit, most))) {
                    $1.members(of: $0, at: now)
                }
            }
        }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ query: QueryParameters, _ name: String, _ type: Choice.Type
    ) throws(APIError) -> Choice? {
        guard let text = try query.single(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw .invalid(name, "not \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    /// `/api/v1/explain/AS/PREFIX`: the VRPs that cover a route, with their trust anchors, and what was rejected that would
    /// have covered it.
    func explain(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let route = request.uri.path.utf8.dropFirst(RPKIRoutes.explainPath.utf8.count)
            .split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let asn = route.first.flatMap({ PercentEncoding.decoded($0) }) else {
            throw APIError.invalid("asn", "not an AS number")
        }
        guard route.count > 1, let prefix = PercentEncoding.decoded(route[1]) else {
            throw APIError.invalid("prefix", "not a prefix")
        }
        let answer = ExplainAnswer(
            route: try RouteQuery(asn: asn, prefix: prefix), current: try payloadsState.serving(at: tools.clock()),
            rejections: state.rejections,
            limit: limits.listed)
        return try await answers.whole(ContentType.json, context) { answer.body() }
    }
}

/// Which rejections a request wants; what is `nil` means all.
struct RejectionFilter {
    /// The beginning of the object's URI.
    var uri: String?
    /// The beginning of the URI of the CA's publication point.
    var authority: String?
    var trustAnchor: String?
    var repository: String?
    var code: ObjectError.Code?
    var level: Rejection.Level?

    func matches(_ row: RejectionList.Row) -> Bool {
        if let code, row.rejection.error.code != code { return false }
        if let level, row.rejection.level != level { return false }
        if let uri, !row.rejection.uri.hasPrefix(uri) { return false }
        if let trustAnchor, row.trustAnchor != trustAnchor { return false }
        if let repository, row.repository?.hasPrefix(repository) != true { return false }
        if let authority {
            let isOfIt = row.repository?.hasPrefix(authority) ?? false
            guard isOfIt || row.rejection.uri.hasPrefix(authority) else { return false }
        }
        return true
    }
}

extension JSONWriter {
    mutating func members(of row: RejectionList.Row) {
        let error = row.rejection.error
        member("uri", row.rejection.uri)
        member("hash", row.rejection.hash.map { "\($0)" })
        member("level", row.rejection.level.rawValue)
        member("reason", error.code.rawValue)
        member("rfc", error.rule.document)
        member("section", error.rule.section.isEmpty ? nil : error.rule.section)
        member("octet", error.offset)
        member("detail", error.detail)
        member("since", row.since)
        member("trustAnchor", row.trustAnchor)
        member("repository", row.repository)
    }

    fileprivate mutating func members(of repository: RepositoryState, at now: Date) {
        member("uri", repository.uri)
        member("transport", repository.transport.rawValue)
        member("state", repository.outcome.rawValue)
        member("failure", repository.error)
        member("failingSince", repository.failingSince)
        member("lastAttempt", repository.lastAttempt)
        member("lastSuccess", repository.lastSuccess)
        member("age", seconds: repository.age(at: now))
        member("duration", seconds: repository.duration)
        member("session", repository.rrdp?.session)
        member("serial", repository.rrdp?.serial)
        member("objects", repository.objects)
        member("octets", repository.octets)
    }
}
