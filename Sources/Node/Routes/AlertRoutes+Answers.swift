internal import HTTPService
internal import Hummingbird
internal import TextFormats

extension AlertRoutes {
    /// `/api/v1/alerts`
    func alerts(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let list = RoutesStatus(watch: try watch())
        return try await answers.whole(ContentType.json, context) { list.list() }
    }

    /// `/api/v1/alerts/ID`
    func alert(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let id = request.uri.path.utf8.dropFirst(AlertRoutes.alertsPath.utf8.count + 1)
        let list = RoutesStatus(watch: try watch())
        guard let id = PercentEncoding.decoded(id), let body = await answers.workers.run({ list.one(id) }) ?? nil else {
            throw APIError(.notFound, "there is no open alert with this ID")
        }
        return try await answers.whole(ContentType.json, context) { body }
    }

    private func watch() throws(APIError) -> WatchState {
        guard let watch = state.watch else { throw APIError(.notFound, "this node does not monitor routes") }
        return watch
    }
}
