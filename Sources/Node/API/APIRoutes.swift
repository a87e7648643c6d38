internal import Hummingbird
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// Which path gives what.
struct APIRoutes: Sendable {
    typealias Context = BasicRequestContext

    let state: NodeState
    let limits: APILimits
    let counters: HTTPCounters
    let usage: @Sendable () -> ProcessUsage?
    let clock: @Sendable () -> Date
    let workers: BodyWorkers
    let cache: BodyCache
    let slots: Slots

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
        slots = Slots(limit: limits.filteredBodies)
    }

    /// The formats that have a path, which is their name.
    static let formats: [PayloadFormat] = [
        .csv, .csvcompat, .csvext, .json, .jsonext, .slurm, .slurm2, .openbgpd, .bird1, .bird2, .rpsl, .summary,
    ]

    /// The path of alerts, which are for nobody else to see.
    static let alerts = "/api/v1/alerts"

    typealias Handler = @Sendable (Request, Context) async throws -> Response

    var getters: [(path: String, handler: Handler)] {
        var getters: [(path: String, handler: Handler)] = APIRoutes.formats.map { format in
            ("/\(format.rawValue)", { request, _ in try await payloads(format, request) })
        }
        getters.append(
            (
                "\(APIRoutes.validityPath):asn/**",
                { request, _ in try validity(path: request.uri.path, query: request.uri.query).response }
            ))
        getters.append(("/validity", { request, _ in try validity(query: request.uri.query).response }))
        getters.append(("/json-delta", { request, _ in try await delta(request) }))
        getters.append(("/json-delta/notify", { request, _ in try await notify(request) }))
        getters.append(("/api/v1/rejections", { request, _ in try rejections(request) }))
        getters.append(("/api/v1/repositories", { request, _ in try repositories(request) }))
        getters.append(
            (
                "\(APIRoutes.explainPath):asn/**",
                { request, _ in try explain(path: request.uri.path, query: request.uri.query) }
            ))
        getters.append(("/api/v1/status", { request, _ in try statusJSON(request) }))
        getters.append((APIRoutes.alerts, { request, _ in try alerts(request) }))
        getters.append((APIRoutes.alerts + "/:id", { try alert($0, $1) }))
        getters.append(("/status", { request, _ in try statusText(request) }))
        getters.append(("/metrics", { request, _ in try metrics(request) }))
        getters.append(("/version", { request, _ in try version(request) }))
        getters.append(("/health", { request, _ in try health(request, hasDetails: true) }))
        getters.append(("/ready", { request, _ in try health(request, hasDetails: false) }))
        getters.append(("/openapi.yaml", { request, _ in try openAPI(request) }))
        return getters
    }

    func router() -> Router<Context> {
        let router = Router(context: Context.self, options: [.autoGenerateHeadEndpoints])
        var methods = PathMethods()
        for (path, _) in getters {
            // What follows is a parameter.
            let fixed = path.prefix { $0 != ":" }
            methods.add(
                String(fixed), path == "/validity" ? "GET, HEAD, POST" : "GET, HEAD")
        }
        router.add(middleware: AnswerMiddleware(counters: counters, methods: methods))
        for (path, handler) in getters { router.get(RouterPath(path), use: handler) }
        router.post("/validity") { request, _ in try await validity(list: request) }
        return router
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
