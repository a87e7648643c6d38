internal import Access
internal import Console
internal import HTTPService
internal import SecurityEvents

/// Who may do what?
struct UsersPage: Sendable {
    let accounts: ConsoleAccounts
    /// Where links to log in lead, without a slash at the end.
    let address: String

    private static let path = "/admin/users"

    var page: ConsolePage {
        ConsolePage(
            UsersPage.path, UsersPage.template, for: AccessQuestion(.read, .users, marked: .red),
            entry: .init(UsersPage.label, order: 95), get: answer,
            post: .init(for: AccessQuestion(.change, .users, marked: .red), change))
    }

    @Sendable private func answer(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "said")
        return try await shown(request)
    }

    /// - Parameter link: A link to log in, which is shown once.
    private func shown(_ request: PageRequest, fault: String? = nil, link: String? = nil) async throws -> PageAnswer {
        let all = try await accounts.accounts()
        let rows = all.map { account -> View in
            [
                "name": .text(account.name.text), "created": request.times.value(account.created),
                "hasPassword": .text(
                    request.text(
                        account.password == nil
                            ? UsersPage.linkOnly
                            : account.secondFactor == nil ? UsersPage.passwordOnly : UsersPage.secondFactor)),
                "boxes": .list(Role.assignable.map { box($0, account.roles.contains($0), request) }),
            ]
        }
        let headline = request.text(UsersPage.count, ["count": .number(all.count)])
        let view: View = [
            "headline": .text(headline), "rows": .list(rows), "fault": ViewValue(fault), "link": ViewValue(link),
            "boxes": .list(Role.assignable.map { box($0, $0 == .viewer, request) }),
        ]
        return .page(title: request.text(UsersPage.label), view)
    }

    private func box(_ role: Role, _ isChosen: Bool, _ request: PageRequest) -> View {
        [
            "role": .text(role.rawValue), "word": .text(request.text(AccountPage.word(role))),
            "isChosen": .flag(isChosen),
        ]
    }

    @Sendable private func change(_ request: PageRequest) async throws -> PageAnswer {
        let visitor = request.reader.visitor
        let name = try request.field("name") ?? ""
        let roles = Set((request.form?.all("role") ?? []).compactMap(Role.init(rawValue:)))
        do {
            switch try request.field("act") {
            case "add":
                try await accounts.createUser(name, password: nil, roles: roles, by: visitor)
                let secret = try await accounts.makeLink(for: name, by: visitor)
                return try await shown(request, link: "\(address)/login?link=\(secret)")
            case "link":
                let secret = try await accounts.makeLink(for: name, by: visitor)
                return try await shown(request, link: "\(address)/login?link=\(secret)")
            case "roles": try await accounts.setRoles(of: name, to: roles, by: visitor)
            case "remove": try await accounts.removeUser(name, by: visitor)
            default: throw APIError.invalid("act", "no such action")
            }
        } catch let fault as AccountFault {
            return try await shown(request, fault: AccountWords.text(fault, request))
        }
        return .elsewhere(UsersPage.path + "?said=saved")
    }

    static let template = PageTemplate(
        "users",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{t.usersSub}} <a href="/admin/audit">{{t.audit}}</a> · <a href="/admin/settings">{{t.settings}}</a></p>
        {{#fault}}<p class="notice stale" role="alert"><span class="st stale">{{.}}</span></p>{{/fault}}
        {{#link}}<div class="notice"><p>{{t.linkOnce}}</p><pre class="copy">{{.}}</pre></div>{{/link}}
        <section aria-labelledby="list"><h2 id="list">{{t.accounts}}</h2><table class="list"><thead><tr><th scope="col">{{t.userName}}</th><th scope="col">{{t.logsInBy}}</th><th scope="col">{{t.created}}</th><th scope="col">{{t.roles}}</th><th scope="col">{{t.more}}</th></tr></thead><tbody>
        {{#rows}}<tr><td class="first n">{{name}}</td><td>{{hasPassword}}</td><td class="n">{{#created}}{{>moment}}{{/created}}</td><td><form method="post" action="/admin/users" class="check">{{>csrf}}<input type="hidden" name="name" value="{{name}}">{{#boxes}}<label><input type="checkbox" name="role" value="{{role}}"{{#isChosen}} checked{{/isChosen}}> {{word}}</label> {{/boxes}}<button class="plain" name="act" value="roles">{{t.save}}</button></form></td><td><form method="post" action="/admin/users">{{>csrf}}<input type="hidden" name="name" value="{{name}}"><button class="plain" name="act" value="link">{{t.newLink}}</button> <button class="plain" name="act" value="remove">{{t.remove}}</button></form></td></tr>{{/rows}}</tbody></table></section>
        <section aria-labelledby="add"><h2 id="add">{{t.addUser}}</h2><form class="stack check" method="post" action="/admin/users">{{>csrf}}<p><label for="name">{{t.userName}}</label> <input id="name" name="name" required maxlength="64" autocapitalize="none" spellcheck="false"></p><fieldset><legend>{{t.roles}}</legend>{{#boxes}}<label><input type="checkbox" name="role" value="{{role}}"{{#isChosen}} checked{{/isChosen}}> {{word}}</label> {{/boxes}}</fieldset><p><button name="act" value="add">{{t.addUser}}</button></p></form></section>
        """#,
        sentences: [
            "usersSub": Sentence(
                en:
                    "A viewer reads up to TLP:AMBER, an analyst reads everything and works on it, an administrator runs the node.",
                es:
                    "Un lector lee hasta TLP:AMBER, un analista lee todo y trabaja con ello, un administrador gestiona el nodo.",
                pt: "Um leitor lê até TLP:AMBER, um analista lê tudo e trabalha com isso, um administrador gere o nó.",
                fr:
                    "Un lecteur lit jusqu’à TLP:AMBER, un analyste lit tout et y travaille, un administrateur gère le nœud."
            ),
            "audit": Sentence(
                en: "Who did what", es: "Quién hizo qué", pt: "Quem fez o quê", fr: "Qui a fait quoi"),
            "settings": Sentence(en: "Settings", es: "Ajustes", pt: "Definições", fr: "Réglages"),
            "linkOnce": Sentence(
                en: "Give this link to its user. It is shown once and works once.",
                es: "Dé este enlace a su usuario. Se muestra y funciona una sola vez.",
                pt: "Dê esta ligação ao utilizador. É mostrada e funciona uma só vez.",
                fr: "Donnez ce lien à son utilisateur. Il est affiché et fonctionne une seule fois."),
            "accounts": Sentence(en: "Accounts", es: "Cuentas", pt: "Contas", fr: "Comptes"),
            "logsInBy": Sentence(
                en: "Logs in by", es: "Inicia sesión con", pt: "Inicia sessão com", fr: "Se connecte par"),
            "created": Sentence(en: "Created", es: "Creada", pt: "Criada", fr: "Créé"),
            "more": Sentence(en: "More", es: "Más", pt: "Mais", fr: "Plus"),
            "save": Sentence(en: "Save", es: "Guardar", pt: "Guardar", fr: "Enregistrer"),
            "newLink": Sentence(en: "New link", es: "Enlace nuevo", pt: "Ligação nova", fr: "Nouveau lien"),
            "remove": Sentence(en: "Remove", es: "Eliminar", pt: "Remover", fr: "Supprimer"),
            "addUser": Sentence(
                en: "Add a user", es: "Añadir un usuario", pt: "Adicionar um utilizador", fr: "Ajouter un utilisateur"),
        ])

    private static let label = Sentence(en: "Users", es: "Usuarios", pt: "Utilizadores", fr: "Utilisateurs")
    private static let count = Sentence(
        en: .counted(one: "One account", other: "{count} accounts"),
        es: .counted(one: "Una cuenta", other: "{count} cuentas"),
        pt: .counted(one: "{count} conta", other: "{count} contas"),
        fr: .counted(one: "{count} compte", other: "{count} comptes"))
    private static let linkOnly = Sentence(en: "link only", es: "solo enlace", pt: "só ligação", fr: "lien seulement")
    private static let passwordOnly = Sentence(
        en: "password", es: "contraseña", pt: "palavra-passe", fr: "mot de passe")
    private static let secondFactor = Sentence(
        en: "password and code", es: "contraseña y código", pt: "palavra-passe e código", fr: "mot de passe et code")
}
