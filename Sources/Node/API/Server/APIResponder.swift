internal import Hummingbird
internal import Logging
internal import NIOHTTP1

/// Finds the route of a request, and gives all answers what they have in common: errors as JSON, the header fields that every
/// answer carries, and counting.
struct APIResponder: HTTPResponder {
    typealias Context = APIContext

    let table: APIRouteTable
    let counters: HTTPCounters

    func respond(to request: Request, context: APIContext) async throws -> Response {
        let route = table[request.uri.path]
        var response = try await answer(request, context, route)
        response.headers.addCommon(isShared: route?.isShared ?? false)
        counters.answered(
            status: Int(response.status.code), octets: request.method == .head ? 0 : response.body.contentLength ?? 0)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ context: APIContext, _ route: APIRoute?) async throws -> Response {
        do {
            guard let route else { throw APIError(.notFound, "no such path") }
            guard let handler = route.handler(for: request.method) else {
                throw APIError.methodNotAllowed(route.allowed)
            }
            return try await handler(request, context)
        } catch let error as APIError {
            return error.response
        } catch let error as HTTPParserError {
            throw error
        } catch is CancellationError {
            return APIError.ending.response
        } catch {
            context.logger.error("HTTP request failed", metadata: ["error": "\(error)"])
            return APIError(.internalServerError, "internal error").response
        }
    }
}
