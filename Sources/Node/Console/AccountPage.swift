internal import Access
internal import Console
internal import HTTPService
internal import SecurityEvents

/// One's own password and sessions.
struct AccountPage: Sendable {
    let accounts: ConsoleAccounts

    private static let path = "/account"

    var page: ConsolePage {
        ConsolePage(
            AccountPage.path, AccountPage.template, for: AccessQuestion(.read, .account, marked: .red), get: answer,
            post: .init(for: AccessQuestion(.change, .account, marked: .red), change))
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "said")
        return try await shown(request, fault: nil)
    }

    private func shown(_ request: PageRequest, fault: String?) async throws -> PageAnswer {
        guard let open = request.reader.visitor.session else { return .elsewhere("/login?next=/account") }
        let sessions = try await accounts.sessions(of: open.account)
        let rows = sessions.map { session -> View in
            let isThis = session.id == open.session.id
            return [
                "id": "\(session.id)", "agent": .text(session.agent.isEmpty ? "–" : session.agent),
                "client": .text(session.client), "created": request.times.value(session.created),
                "used": request.times.value(session.used), "isThis": .flag(isThis),
            ]
        }
        let headline = request.text(AccountPage.headline, ["name": .text(open.account.text)])
        let view: View = [
            "headline": .text(headline), "sessions": .list(rows), "fault": ViewValue(fault),
            "roles": .text(open.roles.sorted().map { request.text(AccountPage.word($0)) }.joined(separator: ", ")),
            "needsCurrent": .flag(open.session.proof != .link), "name": .text(open.account.text),
            "least": .text(
                request.text(AccountPage.least, ["count": .number(accounts.settings.rules.leastCharacters)])),
        ]
        return .page(title: headline, view)
    }

    @Sendable private func change(_ request: PageRequest) async throws -> PageAnswer {
        let visitor = request.reader.visitor
        do {
            switch try request.field("act") {
            case "password":
                let new = try request.form?.single("new-password") ?? ""
                guard new == (try request.form?.single("again-password") ?? "") else {
                    return try await shown(request, fault: request.text(AccountPage.notEqual))
                }
                try await accounts.changePassword(of: visitor, from: try request.form?.single("password"), to: new)
            case "revoke":
                guard let id = try request.field("id").flatMap(Int64.init) else {
                    throw APIError.invalid("id", "not a number")
                }
                try await accounts.revoke(id, by: visitor)
            default: throw APIError.invalid("act", "no such action")
            }
        } catch let fault as AccountFault {
            return try await shown(request, fault: AccountWords.text(fault, request))
        }
        return .elsewhere(AccountPage.path + "?said=saved")
    }

    static func word(_ role: Role) -> Sentence {
        switch role {
        case .public: Sentence(en: "public", es: "público", pt: "público", fr: "public")
        case .viewer: Sentence(en: "viewer", es: "lector", pt: "leitor", fr: "lecteur")
        case .analyst: Sentence(en: "analyst", es: "analista", pt: "analista", fr: "analyste")
        case .administrator:
            Sentence(en: "administrator", es: "administrador", pt: "administrador", fr: "administrateur")
        }
    }

    static let template = PageTemplate(
        "account",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.roles}}: {{roles}}</p>
        {{#fault}}<p class="notice stale" role="alert"><span class="st stale">{{.}}</span></p>{{/fault}}
        <div class="acts"><form method="post" action="/logout">{{>csrf}}<button class="plain">{{t.logOut}}</button></form></div>
        <section aria-labelledby="password-h"><h2 id="password-h">{{t.changePassword}}</h2><form class="stack" method="post" action="/account">{{>csrf}}<p><label for="username">{{t.userName}}</label><input id="username" name="username" autocomplete="username" value="{{name}}" readonly></p>
        {{#needsCurrent}}<p><label for="current">{{t.currentPassword}}</label><input id="current" name="password" type="password" autocomplete="current-password" required maxlength="1024"></p>{{/needsCurrent}}
        <p><label for="new">{{t.newPassword}}</label><input id="new" name="new-password" type="password" autocomplete="new-password" required maxlength="1024" aria-describedby="least"> <span id="least" class="why">{{least}}</span></p>
        <p><label for="again">{{t.again}}</label><input id="again" name="again-password" type="password" autocomplete="new-password" required maxlength="1024"></p>
        <p><button name="act" value="password">{{t.changePassword}}</button></p></form></section>
        <section aria-labelledby="sessions"><h2 id="sessions">{{t.sessions}}</h2><table class="list"><thead><tr><th scope="col">{{t.browser}}</th><th scope="col">{{t.address}}</th><th scope="col">{{t.loggedInAt}}</th><th scope="col">{{t.lastUsed}}</th><th scope="col">{{t.end}}</th></tr></thead><tbody>{{#sessions}}<tr><td class="first">{{agent}}</td><td class="n">{{client}}</td><td class="n" data-l="{{t.loggedInAt}}">{{#created}}{{>moment}}{{/created}}</td><td class="n" data-l="{{t.lastUsed}}">{{#used}}{{>moment}}{{/used}}</td><td>{{#isThis}}{{t.thisSession}}{{/isThis}}{{^isThis}}<form method="post" action="/account">{{>csrf}}<input type="hidden" name="id" value="{{id}}"><button class="plain" name="act" value="revoke">{{t.endSession}}</button></form>{{/isThis}}</td></tr>{{/sessions}}</tbody></table></section>
        """#,
        sentences: [
            "userName": Sentence(en: "Name", es: "Nombre", pt: "Nome", fr: "Nom"),
            "roles": Sentence(en: "Roles", es: "Funciones", pt: "Funções", fr: "Rôles"),
            "logOut": Sentence(en: "Log out", es: "Cerrar sesión", pt: "Terminar sessão", fr: "Se déconnecter"),
            "changePassword": Sentence(
                en: "Change the password", es: "Cambiar la contraseña", pt: "Mudar a palavra-passe",
                fr: "Changer le mot de passe"),
            "currentPassword": Sentence(
                en: "Current password", es: "Contraseña actual", pt: "Palavra-passe atual", fr: "Mot de passe actuel"),
            "newPassword": Sentence(
                en: "New password", es: "Contraseña nueva", pt: "Palavra-passe nova", fr: "Nouveau mot de passe"),
            "again": Sentence(
                en: "New password, again", es: "Contraseña nueva, otra vez", pt: "Palavra-passe nova, de novo",
                fr: "Nouveau mot de passe, encore"),
            "sessions": Sentence(en: "Sessions", es: "Sesiones", pt: "Sessões", fr: "Sessions"),
            "browser": Sentence(en: "Browser", es: "Navegador", pt: "Navegador", fr: "Navigateur"),
            "address": Sentence(en: "Address", es: "Dirección", pt: "Endereço", fr: "Adresse"),
            "loggedInAt": Sentence(en: "Logged in", es: "Inicio", pt: "Início", fr: "Connexion"),
            "lastUsed": Sentence(en: "Last used", es: "Último uso", pt: "Último uso", fr: "Dernier usage"),
            "end": Sentence(en: "End", es: "Cerrar", pt: "Terminar", fr: "Fin"),
            "thisSession": Sentence(en: "this session", es: "esta sesión", pt: "esta sessão", fr: "cette session"),
            "endSession": Sentence(
                en: "End the session", es: "Cerrar la sesión", pt: "Terminar a sessão", fr: "Fermer la session"),
        ])

    private static let headline = Sentence(
        en: "Your account, {name}", es: "Su cuenta, {name}", pt: "A sua conta, {name}", fr: "Votre compte, {name}")
    private static let least = Sentence(
        en: "At least {count} characters; a few words are easy to remember.",
        es: "Al menos {count} caracteres; unas cuantas palabras se recuerdan bien.",
        pt: "Pelo menos {count} caracteres; algumas palavras são fáceis de lembrar.",
        fr: "Au moins {count} caractères ; quelques mots se retiennent bien.")
    private static let notEqual = Sentence(
        en: "The two new passwords are not the same.", es: "Las dos contraseñas nuevas no son iguales.",
        pt: "As duas palavras-passe novas não são iguais.",
        fr: "Les deux nouveaux mots de passe ne sont pas identiques.")
}
