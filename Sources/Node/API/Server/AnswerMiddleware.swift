internal import Hummingbird
internal import Logging

/// What all answers have in common: errors as JSON, the header fields that every answer carries, and counting.
struct AnswerMiddleware<Context: RequestContext>: RouterMiddleware {
    let counters: HTTPCounters
    /// The methods of each path, for those that ask with another.
    let methods: PathMethods

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as APIError {
            response = error.response
        } catch let error as HTTPError where error.status == .notFound {
            response = notFound(request)
        } catch let error as HTTPError {
            response = APIError(error.status, error.body ?? error.status.reasonPhrase).response
        } catch is CancellationError {
            response = APIError.unavailable("the server is ending", retryAfter: 5).response
        } catch {
            context.logger.error("HTTP request failed", metadata: ["error": "\(error)"])
            response = APIError(.internalServerError, "internal error").response
        }
        response.headers.addCommon()
        // Alerts are the operator's own.
        if request.uri.path.hasPrefix(APIRoutes.alerts) { response.headers[.accessControlAllowOrigin] = nil }
        counters.answered(
            status: Int(response.status.code), octets: request.method == .head ? 0 : response.body.contentLength ?? 0)
        return response
    }

    private func notFound(_ request: Request) -> Response {
        guard let allowed = methods.allowed(at: request.uri.path) else {
            return APIError(.notFound, "no such path").response
        }
        return APIError.methodNotAllowed(allowed).response
    }
}

/// Which methods a path has.
struct PathMethods: Sendable {
    private var exact: [String: String] = [:]
    private var prefixes: [String: String] = [:]

    mutating func add(_ path: String, _ methods: String) {
        if path.hasSuffix("/") { prefixes[path] = methods } else { exact[path] = methods }
    }

    func allowed(at path: String) -> String? {
        exact[path] ?? prefixes.first { path.hasPrefix($0.key) }?.value
    }
}
