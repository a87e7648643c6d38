internal import Access
internal import Console
internal import HTTPService
internal import SecurityEvents

/// The course: its list of steps, and a page for each.
struct LearnPage: Sendable {
    let lessons: [Lesson]

    private static let path = "/learn"
    private static let cookie = "atalaya-course"

    init(_ lessons: [Lesson]) {
        self.lessons = lessons.sorted { $0.number < $1.number }
    }

    var pages: [ConsolePage] {
        guard !lessons.isEmpty else { return [] }
        return [
            ConsolePage(
                LearnPage.path, LearnPage.listTemplate, for: .overview, entry: .init(LearnPage.label, order: 90),
                get: list),
            ConsolePage(
                LearnPage.path + "/", hasTail: true, LearnPage.template, for: .overview, get: step,
                post: .init(for: .overview, answered)),
        ]
    }

    @Sendable private func list(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow()
        let done = LearnPage.done(request)
        let rows = lessons.filter { request.reader.may($0.access) }.map { lesson -> View in
            let isDone = done.contains(lesson.number)
            return [
                "href": "\(LearnPage.path)/\(lesson.number)", "number": "\(lesson.number)",
                "title": .text(request.text(lesson.title)),
                "state": (isDone ? StateKind.valid : .unknown).value(
                    request.text(isDone ? LearnPage.isDone : LearnPage.isOpen)),
            ]
        }
        let values: [String: SentenceValue] = ["count": .number(rows.count), "done": .number(done.count)]
        return .page(
            title: request.text(LearnPage.label),
            ["headline": .text(request.text(LearnPage.progress, values)), "rows": .list(rows)])
    }

    @Sendable private func step(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "print")
        return try await shown(request, answer: nil, isRight: nil)
    }

    @Sendable private func answered(_ request: PageRequest) async throws -> PageAnswer {
        guard let lesson = lesson(request) else { return .nothing }
        let answer = try request.field("answer", octets: 200)
        guard let question = await lesson.question(request.language, request.now) else { return .nothing }
        let isRight = question.accepts(answer)
        let page = try await shown(request, answer: answer ?? "", isRight: isRight)
        guard isRight else { return page }
        let done = LearnPage.done(request).union([lesson.number]).sorted().map(String.init).joined(separator: "-")
        let secure = request.source.isSecure ? "; Secure" : ""
        return .setting(
            ["\(LearnPage.cookie)=\(done); Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax\(secure)"], page)
    }

    private func lesson(_ request: PageRequest) -> Lesson? {
        lessons.first { "\($0.number)" == request.tail && request.reader.may($0.access) }
    }

    /// The steps that were done in this browser.
    private static func done(_ request: PageRequest) -> Set<Int> {
        Set((request.cookies[cookie] ?? "").split(separator: "-").prefix(20).compactMap { Int($0) })
    }

    private func shown(_ request: PageRequest, answer: String?, isRight: Bool?) async throws -> PageAnswer {
        guard let lesson = lesson(request) else { return .nothing }
        let question = await lesson.question(request.language, request.now)
        let next = lessons.first { $0.number > lesson.number && request.reader.may($0.access) }
        let asked = question.map { question -> View in
            [
                "text": .text(question.text), "hint": ViewValue(isRight == false ? question.hint : nil),
                "needsText": .flag(question.choices.isEmpty && question.isDone == nil), "answer": .text(answer ?? ""),
                "hasChoices": .flag(!question.choices.isEmpty),
                "choices": .list(
                    question.choices.map { choice in
                        [
                            "value": .text(choice.value), "label": .text(choice.label),
                            "isChosen": .flag(choice.value == answer),
                        ]
                    }),
            ]
        }
        let view: View = [
            "number": "\(lesson.number)", "headline": .text(request.text(lesson.title)),
            "paragraphs": .list(lesson.text.map { ["text": .text(request.text($0))] }), "path": .text(lesson.path),
            "question": ViewValue(asked), "isRight": .flag(isRight == true), "isWrong": .flag(isRight == false),
            "nextHref": ViewValue(next.map { "\(LearnPage.path)/\($0.number)" }),
            "of": .text(
                request.text(LearnPage.stepOf, ["number": .number(lesson.number), "count": .number(lessons.count)])),
        ]
        return .page(title: request.text(lesson.title), view)
    }

    private static let listTemplate = PageTemplate(
        "learn-list",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.courseSub}}</p>
        <section aria-labelledby="steps"><h2 id="steps">{{t.courseSteps}}</h2><table class="list"><tbody>{{#rows}}<tr><td class="first"><a class="what" href="{{href}}">{{number}}. {{title}}</a></td><td>{{#state}}{{>state}}{{/state}}</td></tr>{{/rows}}</tbody></table></section>
        """#,
        sentences: [
            "courseSub": Sentence(
                en: "Ten minutes a step, in this console. Each ends with a question that you answer by using it.",
                es:
                    "Diez minutos por paso, en esta consola. Cada uno termina con una pregunta que se responde usándola.",
                pt:
                    "Dez minutos por passo, nesta consola. Cada um termina com uma pergunta a que se responde usando-a.",
                fr:
                    "Dix minutes par étape, dans cette console. Chacune finit par une question à laquelle on répond en s’en servant."
            ),
            "courseSteps": Sentence(en: "Steps", es: "Pasos", pt: "Passos", fr: "Étapes"),
        ])

    private static let template = PageTemplate(
        "learn",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{of}} · <a href="/learn">{{t.allSteps}}</a></p>
        {{#paragraphs}}<p>{{text}}</p>{{/paragraphs}}
        <p class="noprint"><a class="button plain" href="{{path}}">{{t.openPage}}</a></p>
        <section aria-labelledby="question"><h2 id="question">{{t.question}}</h2>
        {{#question}}<form class="stack" method="post" action="/learn/{{number}}">{{>csrf}}<p id="asked">{{text}}</p>
        {{#needsText}}<p><label for="answer">{{t.answer}}</label><input id="answer" name="answer" value="{{answer}}" maxlength="200" aria-describedby="asked" autocomplete="off"></p>{{/needsText}}
        {{#hasChoices}}<p><label for="answer">{{t.answer}}</label><select id="answer" name="answer" aria-describedby="asked">{{#choices}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/choices}}</select></p>{{/hasChoices}}
        <p><button>{{t.checkAnswer}}</button></p></form>
        {{#isRight}}<p class="notice" role="status"><span class="st valid">{{t.right}}</span>{{#nextHref}} <a href="{{.}}">{{t.nextStep}}</a>{{/nextHref}}</p>{{/isRight}}
        {{#isWrong}}<p class="notice stale" role="alert"><span class="st stale">{{t.wrong}}</span> {{#hint}}{{.}}{{/hint}}</p>{{/isWrong}}{{/question}}
        {{^question}}<p>{{t.noQuestion}}</p>{{/question}}</section>
        """#,
        sentences: [
            "allSteps": Sentence(
                en: "All steps", es: "Todos los pasos", pt: "Todos os passos", fr: "Toutes les étapes"),
            "openPage": Sentence(
                en: "Open the page", es: "Abrir la página", pt: "Abrir a página", fr: "Ouvrir la page"),
            "question": Sentence(en: "Question", es: "Pregunta", pt: "Pergunta", fr: "Question"),
            "answer": Sentence(en: "Answer", es: "Respuesta", pt: "Resposta", fr: "Réponse"),
            "checkAnswer": Sentence(
                en: "Check the answer", es: "Comprobar la respuesta", pt: "Verificar a resposta",
                fr: "Vérifier la réponse"),
            "right": Sentence(en: "Right.", es: "Correcto.", pt: "Certo.", fr: "Juste."),
            "wrong": Sentence(en: "Not yet.", es: "Todavía no.", pt: "Ainda não.", fr: "Pas encore."),
            "nextStep": Sentence(en: "Next step", es: "Paso siguiente", pt: "Passo seguinte", fr: "Étape suivante"),
            "noQuestion": Sentence(
                en: "The node knows too little now to ask. 'atalaya demo' has an example for every step.",
                es: "El nodo sabe ahora demasiado poco para preguntar. «atalaya demo» tiene un ejemplo para cada paso.",
                pt: "O nó sabe agora muito pouco para perguntar. «atalaya demo» tem um exemplo para cada passo.",
                fr: "Le nœud en sait trop peu pour poser la question. « atalaya demo » a un exemple pour chaque étape."),
        ])

    private static let label = Sentence(en: "Learn", es: "Aprender", pt: "Aprender", fr: "Apprendre")
    private static let progress = Sentence(
        en: .counted(one: "The course: {done} of {count} step done", other: "The course: {done} of {count} steps done"),
        es: .counted(one: "El curso: {done} de {count} paso hecho", other: "El curso: {done} de {count} pasos hechos"),
        pt: .counted(one: "O curso: {done} de {count} passo feito", other: "O curso: {done} de {count} passos feitos"),
        fr: .counted(one: "Le cours : {done} étape sur {count}", other: "Le cours : {done} étapes sur {count}"))
    private static let stepOf = Sentence(
        en: "Step {number} of {count}", es: "Paso {number} de {count}", pt: "Passo {number} de {count}",
        fr: "Étape {number} sur {count}")
    private static let isDone = Sentence(en: "done", es: "hecho", pt: "feito", fr: "fait")
    private static let isOpen = Sentence(en: "not done", es: "por hacer", pt: "por fazer", fr: "à faire")
}
