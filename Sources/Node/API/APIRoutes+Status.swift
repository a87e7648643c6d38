internal import Hummingbird
internal import ServiceLifecycle

extension APIRoutes {
    /// `/json-delta/notify`: answers when something else is served than the client has, or when it has waited long enough.
    func notify(_ request: Request) async throws -> Response {
        let known = try version(from: try query(request), others: [])
        let current = try published().version
        if known == nil || known == current {
            let seconds = limits.notifySeconds
            let hasWaited = await cancelWhenGracefulShutdown {
                await withTaskGroup(of: Bool?.self) { group in
                    group.addTask { await state.waitForChange(of: current) }
                    group.addTask {
                        try? await Task.sleep(for: .seconds(seconds))
                        return nil
                    }
                    defer { group.cancelAll() }
                    return await group.next() ?? nil
                }
            }
            if hasWaited == false { throw APIError.unavailable("too many requests wait already", retryAfter: 30) }
        }
        let version = try published().version
        let body = JSONMembers.object { json in
            json.member("session", version.session)
            json.member("serial", version.serial)
        }
        return fresh(body, ContentType.json)
    }

    /// `/api/v1/status`
    func statusJSON(_ request: Request) throws(APIError) -> Response {
        try query(request).allow()
        let now = clock()
        let status = StatusJSON(snapshot: state.snapshot(at: now), http: counters.current, now: now)
        return fresh(status.body(), ContentType.json)
    }

    /// `/status`
    func statusText(_ request: Request) throws(APIError) -> Response {
        try query(request).allow()
        let now = clock()
        let status = StatusText(snapshot: state.snapshot(at: now), http: counters.current, now: now)
        return fresh(Array(status.body().utf8), ContentType.text)
    }

    /// `/api/v1/alerts`
    func alerts(_ request: Request) throws(APIError) -> Response {
        try query(request).allow()
        return fresh(WatchJSON(watch: try watch()).list(), ContentType.json)
    }

    /// `/api/v1/alerts/ID`
    func alert(_ request: Request, _ context: Context) throws(APIError) -> Response {
        try query(request).allow()
        guard let id = context.parameters.get("id").flatMap({ PercentEncoding.decoded($0.utf8) }),
            let body = WatchJSON(watch: try watch()).one(id)
        else { throw APIError(.notFound, "no alert of that number is open") }
        return fresh(body, ContentType.json)
    }

    private func watch() throws(APIError) -> WatchState {
        guard let watch = state.snapshot(at: clock()).watch else { throw APIError(.notFound, "no routes are watched") }
        return watch
    }

    /// `/metrics`, in the form that the client can read.
    func metrics(_ request: Request) throws(APIError) -> Response {
        try query(request).allow()
        let isOpenMetrics = request.headers.accepts("application/openmetrics-text")
        let now = clock()
        let metrics = NodeMetrics(
            snapshot: state.snapshot(at: now), http: counters.current, usage: usage(), now: now,
            seriesLimit: limits.metricSeries)
        return fresh(
            metrics.text(isOpenMetrics: isOpenMetrics),
            isOpenMetrics ? ContentType.openMetrics : ContentType.prometheus)
    }

    /// `/version`
    func version(_ request: Request) throws(APIError) -> Response {
        try query(request).allow()
        return fresh(Array(state.version.utf8), ContentType.text)
    }

    /// `/health` and `/ready`
    func health(_ request: Request, hasDetails: Bool) throws(APIError) -> Response {
        try query(request).allow()
        let now = clock()
        let answer = HealthAnswer(snapshot: state.snapshot(at: now), now: now)
        var response = fresh(answer.body(hasDetails: hasDetails), ContentType.json, status: answer.status)
        if answer.reason != nil { response.headers[.retryAfter] = "30" }
        return response
    }

    /// `/openapi.yaml`
    func openAPI(_ request: Request) throws(APIError) -> Response {
        try query(request).allow()
        return fresh(Array(OpenAPIDocument.yaml.utf8), ContentType.yaml)
    }
}
