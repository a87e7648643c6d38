internal import Access
internal import Hummingbird
internal import Logging
internal import NIOHTTP1

/// Answers the requests that the door admits, with errors as JSON or, for pages, as pages, and counts the answers.
struct RouteResponder: HTTPResponder {
    typealias Context = HTTPContext

    let door: Door
    let answers: AnswerMaker

    func respond(to request: Request, context: HTTPContext) async throws -> Response {
        let asked = DoorRequest(
            method: request.method, target: request.head.path ?? "", peer: context.peer,
            isEncrypted: request.head.scheme == "https", fields: .parsed(request.headers),
            authority: request.head.authority)
        let passage = door.passage(of: asked)
        door.record(passage)
        var context = context
        context.visitor = passage.visitor
        context.source = passage.source
        context.isStillAllowed = { [door] in
            if case .admitted = door.passage(of: asked).outcome { true } else { false }
        }
        context.record = { [door] question in door.record(question, by: passage) }
        var response = try await answer(request, context, asked, passage)
        door.complete(
            &response.headers, of: passage.route, isPage: door.isPage(asked, passage.route), origin: asked.origin,
            isSecure: passage.source.isSecure)
        answers.counters.answered(
            status: Int(response.status.code), octets: request.method == .head ? 0 : response.body.contentLength ?? 0)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(
        _ request: Request, _ context: HTTPContext, _ asked: DoorRequest, _ passage: Passage
    ) async throws -> Response {
        do {
            switch passage.outcome {
            case .refused(let error):
                return try await refusal(error, request, context, asked, passage)
            case .admitted(let operation):
                switch operation.work {
                case .plain(let handler): return try await handler(request, context)
                case .form(let form): return try await answer(form, request, context, asked, passage)
                }
            }
        } catch let error as APIError {
            return page(error, asked, passage)
        } catch let error as HTTPParserError {
            throw error
        } catch is CancellationError {
            return page(.ending, asked, passage)
        } catch {
            context.logger.error("HTTP request failed", metadata: ["error": "\(error)"])
            return page(APIError(.internalServerError, "internal error"), asked, passage)
        }
    }

    private func page(_ error: APIError, _ asked: DoorRequest, _ passage: Passage) -> Response {
        guard door.isPage(asked, passage.route) else { return error.response }
        return door.page(about: error, asked, passage).response
    }

    /// Reads a form, and calls its handler when it is one of the session that it was sent in.
    private func answer(
        _ form: HTTPRoute.Form, _ request: Request, _ context: HTTPContext, _ asked: DoorRequest, _ passage: Passage
    ) async throws -> Response {
        let fields = try await answers.form(of: request, context.client)
        if form.check == .session, let session = passage.visitor.session {
            guard let token = try fields.single(FormFields.tokenName), session.accepts(formToken: token) else {
                door.recordForeignForm(passage)
                if let answer = door.interrupted(.otherSession, fields, asked, passage) { return answer.response }
                throw Door.foreignForm
            }
        }
        return try await form.handler(fields, request, context)
    }

    /// What is sent in place of an answer. Where the session of a form is over, its fields are given back.
    private func refusal(
        _ error: APIError, _ request: Request, _ context: HTTPContext, _ asked: DoorRequest, _ passage: Passage
    ) async throws -> Response {
        if passage.asksForCredentials, passage.route?.operation(for: request.method)?.formCheck != nil,
            door.pages.interrupted != nil
        {
            let fields = try await answers.form(of: request, context.client)
            if let answer = door.interrupted(.loginNeeded, fields, asked, passage) { return answer.response }
        }
        return door.refusal(error, asked, passage).response
    }
}
