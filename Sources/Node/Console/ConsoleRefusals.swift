internal import Access
internal import Console
internal import HTTPService
internal import HTTPTypes
internal import Hummingbird

/// What browsers get in place of a page that they asked for.
struct ConsoleRefusals: Sendable {
    let site: ConsoleSite

    var answers: PageAnswers {
        PageAnswers(
            loginPath: LoginPage.path, error: { answer($0, $1) },
            interrupted: { interruption, fields, request in again(interruption, fields, request) })
    }

    private func page(_ request: DoorRequest) -> PageRequest {
        var fields: HTTPFields = [:]
        fields[.cookie] = request.value("Cookie")
        fields[.acceptLanguage] = request.value("Accept-Language")
        return PageRequest(
            path: request.path, tail: "", query: .none, form: nil, language: site.language(of: fields, request.visitor),
            now: site.clock(), reader: Reader(request.visitor), source: request.directSource,
            cookies: ConsoleSite.cookies(fields))
    }

    private func answer(_ error: APIError, _ request: DoorRequest) -> ShortAnswer {
        let status = Int(error.status.code)
        let asked = page(request)
        let title = ErrorPage.title(status, asked)
        let detail = status == 404 ? nil : error.message
        let html = site.still(
            ErrorPage.template, title: title, ErrorPage.view(status: status, asked, detail: detail), for: asked)
        var answer = ShortAnswer(Array(html.utf8), "text/html; charset=utf-8", status: error.status)
        for field in error.headers { answer.fields.append(field) }
        answer.fields[.contentLanguage] = asked.language.rawValue
        return answer
    }

    /// The fields of a form whose session is over: after the login it is sent again as it was.
    private func again(
        _ interruption: PageAnswers.Interruption, _ fields: FormFields, _ request: DoorRequest
    ) -> ShortAnswer {
        let asked = page(request)
        let rows = fields.repeatable.map { field -> View in ["name": .text(field.name), "value": .text(field.value)] }
        let path = LocalPath(request.path)?.text ?? "/"
        let view: View = [
            "action": .text(path), "fields": .list(rows), "needsLogin": .flag(interruption == .loginNeeded),
            "newToken": .text(request.visitor.session?.formToken ?? ""),
        ]
        let html = site.still(AgainPage.template, title: asked.text(AgainPage.title), view, for: asked)
        return ShortAnswer(
            Array(html.utf8), "text/html; charset=utf-8",
            status: interruption == .loginNeeded ? .unauthorized : .forbidden)
    }
}
