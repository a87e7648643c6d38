internal import Console

/// What was written in a form whose session had ended, so that nothing has to be written again.
enum AgainPage {
    static let template = PageTemplate(
        "again",
        #"""
        <h1>{{title}}</h1>
        {{#needsLogin}}<p class="sub">{{t.loginFirst}}</p>
        <p><a class="button" href="/login" target="_blank" rel="noopener">{{t.logIn}}</a></p>{{/needsLogin}}
        <form class="stack" method="post" action="{{action}}"><input type="hidden" name="csrf" value="{{newToken}}">{{#fields}}<p><label>{{name}} <textarea name="{{name}}" rows="1">{{value}}</textarea></label></p>{{/fields}}<p><button>{{t.sendAgain}}</button></p></form>
        """#,
        sentences: [
            "loginFirst": Sentence(
                en:
                    "Your session had ended. Log in in a new tab, come back here, and send the form again: what you wrote is below.",
                es:
                    "Su sesión había terminado. Inicie sesión en otra pestaña, vuelva aquí y envíe el formulario de nuevo: lo que escribió está abajo.",
                pt:
                    "A sua sessão tinha terminado. Inicie sessão noutro separador, volte aqui e envie de novo o formulário: o que escreveu está abaixo.",
                fr:
                    "Votre session était finie. Connectez-vous dans un autre onglet, revenez ici et renvoyez le formulaire : ce que vous avez écrit est ci-dessous."
            ),
            "sendAgain": Sentence(en: "Send again", es: "Enviar de nuevo", pt: "Enviar de novo", fr: "Renvoyer"),
        ])

    static let title = Sentence(
        en: "The form was not sent", es: "El formulario no se envió", pt: "O formulário não foi enviado",
        fr: "Le formulaire n’a pas été envoyé")
}
