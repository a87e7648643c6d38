internal import Access
internal import Compression
internal import Console
internal import HTTPService
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The paths of the console.
struct ConsoleRoutes: Sendable {
    let site: ConsoleSite
    let tools: RouteTools

    private var answers: AnswerMaker { tools.answers }

    /// A route for each page and each file. Pages are for people: the description of the API leaves them out.
    var all: ModuleRoutes {
        let pages = site.pages.map(route)
        let assets = site.assets.map(route)
        return ModuleRoutes(.service, pages + assets + [languageRoute, eventsRoute])
    }

    private func route(_ asset: ConsoleAsset) -> HTTPRoute {
        let body = EncodedBody(
            [ByteBuffer(bytes: asset.body)], contentType: asset.contentType, lastModified: tools.clock(),
            room: answers.held.share())
        let answers = answers
        return HTTPRoute(asset: asset.path, get: { request, _ in try await answers.kept(body, request) })
    }

    private func route(_ page: ConsolePage) -> HTTPRoute {
        let form = page.post.map { post in
            HTTPRoute.Form(access: post.question.map(RouteAccess.granted) ?? .public, check: post.check) {
                fields, request, context in
                try await answer(request, context, page, form: fields, post.handler)
            }
        }
        return HTTPRoute(
            page: page.path, parameters: page.hasTail ? "{name}" : nil,
            access: page.question.map(RouteAccess.granted) ?? .public,
            get: { try await answer($0, $1, page, form: nil, page.get) }, form: form)
    }

    private func answer(
        _ request: Request, _ context: HTTPContext, _ page: ConsolePage, form: FormFields?,
        _ handler: @escaping ConsolePage.Handler
    ) async throws -> Response {
        guard let tail = PercentEncoding.decoded(request.uri.path.utf8.dropFirst(page.path.utf8.count)) else {
            throw APIError(.badRequest, "not a path")
        }
        let asked = PageRequest(
            path: request.uri.path, tail: page.hasTail ? tail : "", query: try answers.query(request), form: form,
            language: site.language(of: request.headers, context.visitor), now: tools.clock(),
            reader: Reader(context.visitor), source: context.source, cookies: ConsoleSite.cookies(request.headers),
            agent: request.headers[.userAgent])
        var fields: HTTPFields = [:]
        var answer = try await handler(asked)
        if case .setting(let cookies, let inner) = answer {
            for cookie in cookies { fields.append(HTTPField(name: .setCookie, value: cookie)) }
            answer = inner
        }
        switch answer {
        case .page(let title, let view):
            let html = await site.html(page.template, title: title, view, for: asked, of: page)
            return try await sent(html, request, asked, status: .ok, fields)
        case .elsewhere(let path):
            fields[.location] = path
            return Response(status: .seeOther, headers: fields)
        case .file(let name, let file):
            fields[.contentType] = file.type
            fields[.contentDisposition] = "attachment; filename=\"\(name)\""
            return Response(status: .ok, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: file.text)))
        case .nothing, .setting:
            let view = ErrorPage.view(status: 404, asked)
            let title = ErrorPage.title(404, asked)
            let html = await site.html(ErrorPage.template, title: title, view, for: asked, of: page)
            return try await sent(html, request, asked, status: .notFound, fields)
        }
    }

    private func sent(
        _ html: String, _ request: Request, _ asked: PageRequest, status: HTTPResponse.Status, _ fields: HTTPFields
    ) async throws -> Response {
        var fields = fields
        fields[.contentType] = "text/html; charset=utf-8"
        fields[.contentLanguage] = asked.language.rawValue
        fields[.vary] = "Accept-Language, Accept-Encoding, Cookie"
        var body = ByteBuffer(string: html)
        let plain = body
        if request.headers.acceptsGzip, let packed = await answers.workers.run({ GzipCompressor.compressed([plain]) }),
            let chunks = packed
        {
            body = chunks.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
            fields[.contentEncoding] = "gzip"
        }
        return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: body))
    }
}

extension ConsoleRoutes {
    /// `POST /language`: the choice of a language, kept in the browser.
    private var languageRoute: HTTPRoute {
        HTTPRoute(
            page: "/language", access: .public,
            get: { _, _ in Response(status: .seeOther, headers: [.location: "/"]) },
            form: HTTPRoute.Form(access: .public, check: .session) { fields, _, context in
                guard let language = try fields.single("language").flatMap(Language.init(rawValue:)) else {
                    throw APIError.invalid("language", "no such language")
                }
                let next = try fields.single("next").flatMap(LocalPath.init)?.text ?? "/"
                let secure = context.source.isSecure ? "; Secure" : ""
                let cookie =
                    "\(ConsoleSite.languageCookie)=\(language.rawValue); Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax\(secure)"
                return Response(status: .seeOther, headers: [.location: next, .setCookie: cookie])
            })
    }

    /// `/events`: a number for each topic, again when one changes.
    private var eventsRoute: HTTPRoute {
        HTTPRoute(
            page: "/events", access: .granted(.overview), renewsSession: false,
            get: { _, context in
                let (site, pause) = (site, Duration.seconds(2))
                let events = AsyncStream<ServerEvent> { continuation in
                    let task = Task {
                        var last: [String: UInt64]?
                        while !Task.isCancelled {
                            let marks = site.marks
                            if marks != last {
                                last = marks
                                continuation.yield(ServerEvent(name: "mark", data: ConsoleRoutes.text(marks)))
                            }
                            guard (try? await Task.sleep(for: pause)) != nil else { break }
                        }
                        continuation.finish()
                    }
                    continuation.onTermination = { _ in task.cancel() }
                }
                return try answers.stream(events, context)
            })
    }

    private static func text(_ marks: [String: UInt64]) -> String {
        "{" + marks.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",") + "}"
    }
}
