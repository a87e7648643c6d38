internal import Hummingbird
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// Which path gives what.
struct APIRoutes: Sendable {
    let state: NodeState
    let limits: APILimits
    let counters: HTTPCounters
    let usage: @Sendable () -> ProcessUsage?
    let clock: @Sendable () -> Date
    let workers: BodyWorkers
    let cache: BodyCache
    /// Places for answers that are made for one request alone.
    let slots: Slots
    /// Places for requests that wait for the next serial.
    let waiting: Slots
    /// Octets of request bodies, and of answers that are at hand whole.
    let held: HeldOctets

    init(
        state: NodeState, limits: APILimits, usage: @escaping @Sendable () -> ProcessUsage?,
        clock: @escaping @Sendable () -> Date
    ) {
        self.state = state
        self.limits = limits
        self.usage = usage
        self.clock = clock
        counters = HTTPCounters()
        workers = BodyWorkers()
        cache = BodyCache(workers: workers, keptOctets: limits.keptOctets)
        let onLimit: @Sendable (StaticString, String) -> Void = { name, message in
            state.reached(limit: name, message, at: clock())
        }
        slots = Slots(
            limit: limits.filteredBodies, "filteredBodies", perClient: limits.filteredBodiesPerAddress,
            "filteredBodiesPerAddress", onLimit: onLimit)
        waiting = Slots(
            limit: limits.waiting, "waiting", perClient: limits.waitingPerAddress, "waitingPerAddress",
            onLimit: onLimit)
        held = HeldOctets(limit: limits.heldOctets, perClient: limits.heldOctets / 2)
    }

    /// The formats that have a path, which is their name.
    static let formats: [PayloadFormat] = [
        .csv, .csvcompat, .csvext, .json, .jsonext, .slurm, .slurm2, .openbgpd, .bird1, .bird2, .rpsl, .summary,
    ]

    /// The path of alerts, which are for nobody else to see.
    static let alerts = "/api/v1/alerts"

    var all: [APIRoute] {
        var all = APIRoutes.formats.map { format in
            APIRoute("/\(format.rawValue)") { try await payloads(format, $0, $1) }
        }
        all.append(
            APIRoute(APIRoutes.validityPath, parameters: "{asn}/{prefix}") { try await validity(byPath: $0, $1) })
        var list = APIRoute("/validity") { try await validity(byQuery: $0, $1) }
        list.post = { try await validity(list: $0, $1) }
        all.append(list)
        all.append(APIRoute("/json-delta") { try await delta($0, $1) })
        all.append(APIRoute("/json-delta/notify") { try await notify($0, $1) })
        all.append(APIRoute("/api/v1/rejections") { try await rejections($0, $1) })
        all.append(APIRoute("/api/v1/repositories") { try await repositories($0, $1) })
        all.append(
            APIRoute(APIRoutes.explainPath, parameters: "{asn}/{prefix}") { try await explain($0, $1) })
        all.append(APIRoute("/api/v1/status") { try await statusJSON($0, $1) })
        all.append(APIRoute(APIRoutes.alerts, isShared: false) { try await alerts($0, $1) })
        all.append(
            APIRoute(APIRoutes.alerts + "/", parameters: "{id}", isShared: false) { try await alert($0, $1) })
        all.append(APIRoute("/status") { try await statusText($0, $1) })
        all.append(APIRoute("/metrics") { try await metrics($0, $1) })
        all.append(APIRoute("/version") { request, _ in try version(request) })
        all.append(
            APIRoute("/health") { request, _ in try health(query: request.uri.query, hasDetails: true).response })
        all.append(
            APIRoute("/ready") { request, _ in try health(query: request.uri.query, hasDetails: false).response })
        all.append(APIRoute("/openapi.yaml") { request, _ in try openAPI(request) })
        return all
    }

    func responder() -> APIResponder {
        APIResponder(table: APIRouteTable(all), counters: counters)
    }
}

extension APIRoutes {
    /// What is served now.
    ///
    /// - Throws: `APIError` with status 503 when there is nothing.
    func published() throws(APIError) -> PublishedPayloads {
        guard let published = state.published(at: clock()) else {
            let reason =
                switch state.freshness(at: clock()) {
                case .expired: "the payloads have expired and are not served"
                case .absent, .current, .stale:
                    state.failure.map { "no payloads yet; the last run failed: \($0)" }
                        ?? "no payloads yet; initial validation is under way"
                }
            throw .unavailable(reason, retryAfter: 30)
        }
        return published
    }

    func query(_ request: Request) throws(APIError) -> QueryParameters {
        try parameters(request.uri.query)
    }

    func parameters(_ query: String?) throws(APIError) -> QueryParameters {
        try QueryParameters(query, limit: limits.parameters)
    }

    /// An answer that is made anew each time.
    func fresh(_ body: [UInt8], _ contentType: String, status: HTTPResponse.Status = .ok) -> Response {
        short(body, contentType, status: status).response
    }

    func short(_ body: [UInt8], _ contentType: String, status: HTTPResponse.Status = .ok) -> ShortAnswer {
        ShortAnswer(status: status, fields: [.contentType: contentType, .cacheControl: "no-store"], body: body)
    }
}
