internal import HTTPService
internal import Hummingbird
internal import ServiceLifecycle
internal import TextFormats

extension APIRoutes {
    /// `/json-delta/notify`: answers when something else is served than the client has, or when it has waited long enough.
    func notify(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let known = try version(from: try answers.query(request))
        let current = try currentPayloads().version
        if known == nil || known == current {
            let place = try waiting.take(for: context.client, retryAfter: 30)
            defer { withExtendedLifetime(place) {} }
            let seconds = limits.notifySeconds
            let connection = context.connection
            let hasWaited = await cancelWhenGracefulShutdown {
                await withTaskGroup(of: Bool?.self) { group in
                    group.addTask { await state.waitForChange(of: current) }
                    group.addTask {
                        try? await Task.sleep(for: .seconds(seconds))
                        return nil
                    }
                    if let connection {
                        group.addTask {
                            await connection.untilGone()
                            return nil
                        }
                    }
                    defer { group.cancelAll() }
                    return await group.next() ?? nil
                }
            }
            if hasWaited == false {
                throw APIError.unavailable("too many requests are waiting already", retryAfter: 30)
            }
        }
        let version = try currentPayloads().version
        let body = JSONWriter.object(.indented) { json in
            json.member("session", version.session)
            json.member("serial", version.serial)
        }
        return ShortAnswer(body, ContentType.json).response
    }

    /// `/api/v1/status`
    func statusJSON(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let now = clock()
        let status = StatusJSON(snapshot: state.snapshot(at: now), http: answers.counters.current, now: now)
        return try await answers.whole(ContentType.json, context) { status.body() }
    }

    /// `/status`
    func statusText(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let now = clock()
        let status = StatusText(snapshot: state.snapshot(at: now), http: answers.counters.current, now: now)
        return try await answers.whole(ContentType.text, context) { Array(status.body().utf8) }
    }

    /// `/api/v1/alerts`
    func alerts(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let list = WatchJSON(watch: try watch())
        return try await answers.whole(ContentType.json, context) { list.list() }
    }

    /// `/api/v1/alerts/ID`
    func alert(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let id = request.uri.path.utf8.dropFirst(APIRoutes.alertsPath.utf8.count + 1)
        let list = WatchJSON(watch: try watch())
        guard let id = PercentEncoding.decoded(id), let body = await answers.workers.run({ list.one(id) }) ?? nil else {
            throw APIError(.notFound, "there is no open alert with this ID")
        }
        return try await answers.whole(ContentType.json, context) { body }
    }

    private func watch() throws(APIError) -> WatchState {
        guard let watch = state.snapshot(at: clock()).watch else {
            throw APIError(.notFound, "this node does not monitor routes")
        }
        return watch
    }

    /// `/metrics`, in the form that the client can read.
    func metrics(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let isOpenMetrics = request.headers.accepts("application/openmetrics-text")
        let now = clock()
        let metrics = NodeMetrics(
            snapshot: state.snapshot(at: now), http: answers.counters.current, usage: usage(), now: now,
            seriesLimit: limits.metricSeries, names: metricNames)
        return try await answers.whole(isOpenMetrics ? ContentType.openMetrics : ContentType.prometheus, context) {
            metrics.text(isOpenMetrics: isOpenMetrics)
        }
    }

    /// `/version`
    func version(_ request: Request) throws(APIError) -> Response {
        try answers.query(request).allow()
        return ShortAnswer(Array(state.version.utf8), ContentType.text).response
    }

    /// `/health` and `/ready`, which do not depend on places or workers.
    func health(query: String?, hasDetails: Bool) throws(APIError) -> ShortAnswer {
        try answers.parameters(query).allow()
        let now = clock()
        let answer = HealthAnswer(snapshot: state.snapshot(at: now), now: now)
        var short = ShortAnswer(answer.body(hasDetails: hasDetails), ContentType.json, status: answer.status)
        if answer.reason != nil { short.fields[.retryAfter] = "30" }
        return short
    }
}
