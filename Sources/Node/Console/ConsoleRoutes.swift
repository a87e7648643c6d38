internal import Access
internal import Compression
internal import Console
internal import HTTPService
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
        return ModuleRoutes(.service, pages + assets)
    }

    private func route(_ asset: ConsoleAsset) -> HTTPRoute {
        let body = EncodedBody(
            [ByteBuffer(bytes: asset.body)], contentType: asset.contentType, lastModified: tools.clock(),
            room: answers.held.share())
        let answers = answers
        return HTTPRoute(
            asset.path, access: .public, answers: .asset, described: "",
            get: { request, _ in
                try await answers.kept(body, request)
            })
    }

    private func route(_ page: ConsolePage) -> HTTPRoute {
        HTTPRoute(
            page.path, parameters: page.hasTail ? "{name}" : nil,
            access: page.question.map(RouteAccess.granted) ?? .public,
            answers: .page, described: "",
            get: { try await answer($0, $1, page, form: nil, page.get) })
    }

    private func answer(
        _ request: Request, _ context: HTTPContext, _ page: ConsolePage, form: QueryParameters?,
        _ handler: @escaping ConsolePage.Handler
    ) async throws -> Response {
        let tail = request.uri.path.utf8.dropFirst(page.path.utf8.count)
        guard let tail = PercentEncoding.decoded(tail) else { throw APIError(.badRequest, "not a path") }
        let asked = PageRequest(
            path: request.uri.path, tail: page.hasTail ? tail : "", query: try answers.query(request), form: form,
            language: language(request), now: tools.clock(), reader: reader(context))
        switch try await handler(asked) {
        case .page(let title, let view):
            let html = await site.html(page.template, title: title, view, for: asked, of: page)
            return try await sent(html, request, asked, status: .ok)
        case .elsewhere(let path):
            return Response(status: .seeOther, headers: [.location: path])
        case .nothing:
            let view = ErrorPage.view(status: 404, asked)
            let html = await site.html(
                ErrorPage.template, title: ErrorPage.title(404, asked), view, for: asked, of: page)
            return try await sent(html, request, asked, status: .notFound)
        }
    }

    private func sent(
        _ html: String, _ request: Request, _ asked: PageRequest, status: HTTPResponse.Status
    ) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentLanguage: asked.language.rawValue,
            .vary: "Accept-Language, Accept-Encoding, Cookie",
        ]
        var body = ByteBuffer(string: html)
        let plain = body
        if request.headers.acceptsGzip,
            let chunks = await answers.workers.run({ GzipCompressor.compressed([plain]) }) ?? nil
        {
            body = chunks.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
            headers[.contentEncoding] = "gzip"
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    /// By choice, else by the browser, else English.
    private func language(_ request: Request) -> Language {
        if let chosen = request.headers[values: .cookie].flatMap({ $0.split(separator: ";") })
            .lazy.map({ $0.drop { $0 == " " } }).first(where: { $0.hasPrefix(ConsoleRoutes.languageCookie + "=") }),
            let language = Language(rawValue: String(chosen.dropFirst(ConsoleRoutes.languageCookie.count + 1)))
        {
            return language
        }
        return request.headers[.acceptLanguage].flatMap(Language.init(accepted:)) ?? .english
    }

    static let languageCookie = "atalaya-language"

    private func reader(_ context: HTTPContext) -> Reader {
        Reader(.loopback) { _ in true }
    }
}
