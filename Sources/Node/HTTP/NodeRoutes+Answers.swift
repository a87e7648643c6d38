internal import HTTPService
internal import Hummingbird

extension NodeRoutes {
    /// `/api/v1/status`
    func statusJSON(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let now = tools.clock()
        let (documents, http) = (documents, answers.counters.current)
        return try await answers.whole(ContentType.json, context) { documents.status(http, at: now) }
    }

    /// `/status`
    func statusText(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let now = tools.clock()
        let (documents, http) = (documents, answers.counters.current)
        return try await answers.whole(ContentType.text, context) { Array(documents.lines(http, at: now).utf8) }
    }

    /// `/metrics`, in the form that the client can read.
    func metrics(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let isOpenMetrics = request.headers.accepts("application/openmetrics-text")
        let scope = MetricsScope(now: tools.clock(), seriesLimit: tools.limits.metricSeries)
        let (documents, http, usage) = (documents, answers.counters.current, usage())
        return try await answers.whole(isOpenMetrics ? ContentType.openMetrics : ContentType.prometheus, context) {
            documents.metrics(http, usage, scope, isOpenMetrics: isOpenMetrics)
        }
    }

    /// `/version`
    func version(_ request: Request) throws(APIError) -> Response {
        try answers.query(request).allow()
        return ShortAnswer(Array(documents.version.utf8), ContentType.text).response
    }

    /// `/health` and `/ready`, which do not depend on places or workers.
    func health(query: String?, hasDetails: Bool) throws(APIError) -> ShortAnswer {
        try answers.parameters(query).allow()
        let answer = documents.health(at: tools.clock())
        var short = ShortAnswer(answer.body(hasDetails: hasDetails), ContentType.json, status: answer.status)
        if answer.fault != nil { short.fields[.retryAfter] = "30" }
        return short
    }
}
