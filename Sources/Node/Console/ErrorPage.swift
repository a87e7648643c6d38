internal import Console

/// The page of an answer other than what was asked for.
enum ErrorPage {
    static let template = PageTemplate(
        "error",
        #"""
        <h1>{{title}}</h1>
        <p class="sub">{{text}}</p>
        {{#detail}}<p lang="en">{{.}}</p>{{/detail}}
        <p><a href="/">{{t.toStart}}</a></p>
        """#,
        sentences: [
            "toStart": Sentence(
                en: "To the start page", es: "A la página de inicio", pt: "Para a página inicial",
                fr: "Vers la page d’accueil")
        ])

    static func title(_ status: Int, _ request: PageRequest) -> String { request.text(words(status).title) }

    /// - Parameter detail: The reason, verbatim.
    static func view(status: Int, _ request: PageRequest, detail: String? = nil) -> View {
        ["text": .text(request.text(words(status).text)), "detail": ViewValue(detail)]
    }

    private static func words(_ status: Int) -> (title: Sentence, text: Sentence) {
        switch status {
        case 404: (notFound, notFoundText)
        case 401, 403: (notPermitted, notPermittedText)
        case 400, 413: (notUnderstood, notUnderstoodText)
        default: (failed, failedText)
        }
    }

    private static let notFound = Sentence(
        en: "There is no such page", es: "Esta página no existe", pt: "Esta página não existe",
        fr: "Cette page n’existe pas")
    private static let notFoundText = Sentence(
        en: "The address may be misspelled, or what it named is no longer kept.",
        es: "La dirección puede estar mal escrita, o lo que nombraba ya no se conserva.",
        pt: "O endereço pode estar mal escrito, ou o que nomeava já não é guardado.",
        fr: "L’adresse est peut-être mal écrite, ou ce qu’elle désignait n’est plus conservé.")
    private static let notPermitted = Sentence(
        en: "You may not see this page", es: "No puede ver esta página", pt: "Não pode ver esta página",
        fr: "Vous ne pouvez pas voir cette page")
    private static let notPermittedText = Sentence(
        en: "Your account has no right for it. An administrator can grant it.",
        es: "Su cuenta no tiene ese permiso. Un administrador puede concederlo.",
        pt: "A sua conta não tem essa permissão. Um administrador pode concedê-la.",
        fr: "Votre compte n’en a pas le droit. Un administrateur peut l’accorder.")
    private static let notUnderstood = Sentence(
        en: "The request was not understood", es: "No se entendió la petición", pt: "O pedido não foi entendido",
        fr: "La demande n’a pas été comprise")
    private static let notUnderstoodText = Sentence(
        en: "Check what you entered; the reason is below.", es: "Revise lo que escribió; el motivo está abajo.",
        pt: "Verifique o que escreveu; o motivo está abaixo.",
        fr: "Vérifiez ce que vous avez saisi ; la raison est ci-dessous.")
    private static let failed = Sentence(
        en: "The page could not be made", es: "No se pudo preparar la página", pt: "Não foi possível preparar a página",
        fr: "La page n’a pas pu être préparée")
    private static let failedText = Sentence(
        en: "The node goes on. Try again; the reason is below and in the log.",
        es: "El nodo sigue funcionando. Inténtelo de nuevo; el motivo está abajo y en el registro.",
        pt: "O nó continua a funcionar. Tente de novo; o motivo está abaixo e no registo.",
        fr: "Le nœud continue. Réessayez ; la raison est ci-dessous et dans le journal.")
}
