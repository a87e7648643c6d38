internal import Hummingbird
internal import Logging
internal import NIOHTTP1

/// Answers the requests that the door admits, with errors as JSON, and counts the answers.
struct RouteResponder: HTTPResponder {
    typealias Context = HTTPContext

    let door: Door
    let counters: HTTPCounters

    func respond(to request: Request, context: HTTPContext) async throws -> Response {
        let asked = DoorRequest(
            method: request.method, target: request.head.path ?? "", peer: context.peer,
            fields: .parsed(request.headers))
        let passage = door.passage(of: asked)
        door.record(passage)
        var response = try await answer(request, context, passage.outcome)
        door.complete(&response.headers, of: passage.route, origin: asked.origin)
        counters.answered(
            status: Int(response.status.code), octets: request.method == .head ? 0 : response.body.contentLength ?? 0)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(
        _ request: Request, _ context: HTTPContext, _ outcome: Passage.Outcome
    ) async throws -> Response {
        do {
            switch outcome {
            case .refused(let error): throw error
            case .admitted(let operation): return try await operation.handler(request, context)
            }
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
