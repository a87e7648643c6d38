internal import Access
internal import Console
internal import HTTPService

/// Who are you?
struct LoginPage: Sendable {
    let accounts: ConsoleAccounts

    static let path = "/login"

    var pages: [ConsolePage] {
        [
            ConsolePage(
                LoginPage.path, LoginPage.template, for: nil, get: shown, post: .init(for: nil, check: .origin, login)),
            ConsolePage(
                "/logout", LoginPage.template, for: nil, get: { _ in .elsewhere("/account") },
                post: .init(for: nil, logout)),
        ]
    }

    @Sendable private func shown(_ request: PageRequest) async throws -> PageAnswer {
        try request.query.allow(only: "next", "link", "said")
        return view(
            request, next: try request.parameter("next", octets: 2_048), link: try request.parameter("link"), name: "",
            fault: nil, needsCode: false)
    }

    private func view(
        _ request: PageRequest, next: String?, link: String?, name: String, fault: String?, needsCode: Bool
    ) -> PageAnswer {
        let mayLogIn = request.source.mayLogIn
        let view: View = [
            "next": .text(next.flatMap(LocalPath.init)?.text ?? "/"), "link": ViewValue(link), "name": .text(name),
            "fault": ViewValue(fault), "needsCode": .flag(needsCode), "mayLogIn": .flag(mayLogIn),
            "isFirst": .flag(!accounts.isInUse && link == nil),
        ]
        return .page(title: request.text(LoginPage.title), view)
    }

    @Sendable private func login(_ request: PageRequest) async throws -> PageAnswer {
        let next = try request.field("next", octets: 2_048)
        let (name, link) = (try request.field("name") ?? "", try request.field("link"))
        let client = LoginClient(request.source, device: request.cookies[device(request)], agent: request.agent)
        guard request.source.mayLogIn else {
            return view(request, next: next, link: link, name: name, fault: nil, needsCode: false)
        }
        let outcome: LoginOutcome
        if let link {
            outcome = try await accounts.redeem(link: link, from: client, replacing: request.reader.visitor)
        } else {
            // Blanks belong to a password.
            outcome = try await accounts.login(
                name: name, password: try request.form?.single("password") ?? "", code: try request.field("code"),
                from: client, replacing: request.reader.visitor)
        }
        switch outcome {
        case .loggedIn(let login):
            let cookies = login.cookies(isSecure: request.source.isSecure)
            let target = next.flatMap(LocalPath.init)?.text ?? "/"
            return .setting(cookies, .elsewhere(login.session.proof == .link ? "/account?said=choose" : target))
        case .refused:
            let fault = request.text(link == nil ? LoginPage.refused : LoginPage.usedLink)
            return view(request, next: next, link: nil, name: name, fault: fault, needsCode: false)
        case .codeNeeded:
            return view(
                request, next: next, link: nil, name: name, fault: request.text(LoginPage.codeNeeded), needsCode: true)
        case .wait(let until):
            return view(
                request, next: next, link: link, name: name, fault: AccountWords.text(.wait(until: until), request),
                needsCode: false)
        case .unencrypted:
            return view(request, next: next, link: link, name: name, fault: nil, needsCode: false)
        case .busy:
            return view(
                request, next: next, link: link, name: name, fault: request.text(LoginPage.busy), needsCode: false)
        }
    }

    private func device(_ request: PageRequest) -> String {
        BrowserCookie.device.name(isSecure: request.source.isSecure)
    }

    @Sendable private func logout(_ request: PageRequest) async throws -> PageAnswer {
        try await accounts.logout(request.reader.visitor)
        return .setting(
            [BrowserCookie.session.removing(isSecure: request.source.isSecure)], .elsewhere("/login?said=loggedout"))
    }

    static let template = PageTemplate(
        "login",
        #"""
        <h1>{{t.logIn}}</h1>
        {{^mayLogIn}}<p class="notice stale" role="alert"><span class="st stale">{{t.notEncrypted}}</span></p>{{/mayLogIn}}
        {{#fault}}<p class="notice stale" role="alert"><span class="st stale">{{.}}</span></p>{{/fault}}
        {{#mayLogIn}}{{#link}}<p class="sub">{{t.linkSub}}</p><form class="stack" method="post" action="/login"><input type="hidden" name="link" value="{{.}}"><p><button>{{t.useLink}}</button></p></form>{{/link}}
        {{^link}}{{#isFirst}}<p class="sub">{{t.firstAccount}}</p><pre class="copy">atalaya console login-link</pre>{{/isFirst}}
        <form class="stack" method="post" action="/login"><input type="hidden" name="next" value="{{next}}">
        <p><label for="name">{{t.userName}}</label><input id="name" name="name" value="{{name}}" autocomplete="username" required maxlength="64" autocapitalize="none" spellcheck="false"></p>
        <p><label for="password">{{t.password}}</label><input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1024"></p>
        {{#needsCode}}<p><label for="code">{{t.code}}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10"></p>{{/needsCode}}
        <p><button>{{t.logIn}}</button></p></form>{{/link}}{{/mayLogIn}}
        """#,
        sentences: [
            "notEncrypted": Sentence(
                en:
                    "This connection is not encrypted, so no one can log in here. Use https, or this machine itself (http.tls, http.trusted-proxies).",
                es:
                    "Esta conexión no está cifrada, así que aquí no se puede iniciar sesión. Use https o esta misma máquina (http.tls, http.trusted-proxies).",
                pt:
                    "Esta ligação não está cifrada, por isso não se pode iniciar sessão aqui. Use https ou esta mesma máquina (http.tls, http.trusted-proxies).",
                fr:
                    "Cette connexion n’est pas chiffrée : on ne peut pas s’y connecter. Utilisez https, ou cette machine même (http.tls, http.trusted-proxies)."
            ),
            "linkSub": Sentence(
                en: "This link logs you in once. After that, choose a password.",
                es: "Este enlace sirve para iniciar sesión una sola vez. Después, elija una contraseña.",
                pt: "Esta ligação serve para iniciar sessão uma só vez. Depois, escolha uma palavra-passe.",
                fr: "Ce lien vous connecte une seule fois. Ensuite, choisissez un mot de passe."),
            "useLink": Sentence(
                en: "Log in with this link", es: "Iniciar sesión con este enlace",
                pt: "Iniciar sessão com esta ligação",
                fr: "Se connecter avec ce lien"),
            "firstAccount": Sentence(
                en: "There is no account yet. On the node's machine, this command prints a link to the first one:",
                es: "Aún no hay cuentas. En la máquina del nodo, esta orden muestra un enlace a la primera:",
                pt: "Ainda não há contas. Na máquina do nó, este comando mostra uma ligação para a primeira:",
                fr:
                    "Il n’y a pas encore de compte. Sur la machine du nœud, cette commande affiche un lien vers le premier :"
            ),
            "userName": Sentence(en: "Name", es: "Nombre", pt: "Nome", fr: "Nom"),
            "password": Sentence(en: "Password", es: "Contraseña", pt: "Palavra-passe", fr: "Mot de passe"),
            "code": Sentence(
                en: "Code of the second factor", es: "Código del segundo factor", pt: "Código do segundo fator",
                fr: "Code du second facteur"),
        ])

    private static let title = Sentence(en: "Log in", es: "Iniciar sesión", pt: "Iniciar sessão", fr: "Connexion")
    private static let refused = Sentence(
        en: "Name, password or code is not right.", es: "El nombre, la contraseña o el código no es correcto.",
        pt: "O nome, a palavra-passe ou o código não está certo.",
        fr: "Le nom, le mot de passe ou le code n’est pas juste.")
    private static let usedLink = Sentence(
        en: "This link was used already, or is too old. Make another one with 'atalaya console login-link'.",
        es: "Este enlace ya se usó o es demasiado antiguo. Cree otro con «atalaya console login-link».",
        pt: "Esta ligação já foi usada ou é demasiado antiga. Crie outra com «atalaya console login-link».",
        fr: "Ce lien a déjà servi ou est trop ancien. Créez-en un autre avec « atalaya console login-link ».")
    private static let codeNeeded = Sentence(
        en: "Enter the code of your second factor, and the password again.",
        es: "Escriba el código de su segundo factor y otra vez la contraseña.",
        pt: "Escreva o código do seu segundo fator e de novo a palavra-passe.",
        fr: "Saisissez le code de votre second facteur, et de nouveau le mot de passe.")
    private static let busy = Sentence(
        en: "Too many people are logging in. Try again in a few seconds.",
        es: "Hay demasiadas personas iniciando sesión. Inténtelo en unos segundos.",
        pt: "Há demasiadas pessoas a iniciar sessão. Tente dentro de alguns segundos.",
        fr: "Trop de personnes se connectent. Réessayez dans quelques secondes.")
}
