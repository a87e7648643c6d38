/// What is around every page: who we are, where to search, how fresh the data is, where one can go.
enum FrameTemplate {
    static let name = "frame"

    static let text = #"""
        <!doctype html>
        <html lang="{{lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} · Atalaya</title><link rel="stylesheet" href="{{styleSheet}}"><link rel="icon" type="image/svg+xml" href="{{icon}}">
        <script src="{{script}}" defer></script></head>
        <body{{#live}} data-live="{{href}}" data-topic="{{topic}}"{{/live}}>
        <a class="skip" href="#content">{{t.skip}}</a>
        {{#demo}}<aside class="demo" aria-label="{{t.demonstration}}"><div class="wrap">{{t.invented}}</div></aside>{{/demo}}
        <header class="bar"><div class="wrap">
        <a class="mark" href="/"><svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M3 18h14M6 18l1-9h6l1 9M5.5 9h9M7.5 9V5h5v4M7 5l3-3 3 3M9 13h2"/></svg>Atalaya</a>
        {{#isKnown}}<form class="find" role="search" action="/find"><input type="search" name="q" value="{{search}}" aria-label="{{t.find}}" placeholder="{{t.findExample}}" maxlength="300"></form>
        <p class="fresh">{{#freshness}}<a class="st {{kind}}" href="/sources">{{word}}</a> {{/freshness}}</p>
        <p class="who">{{#user}}<a href="/account">{{name}}</a>{{/user}}{{^user}}<a href="/login">{{t.logIn}}</a>{{/user}}</p>{{/isKnown}}
        </div></header>
        {{#hasNavigation}}<nav aria-label="{{t.main}}"><div class="wrap">{{#navigation}}<a href="{{href}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{label}}{{#count}} <span class="n">{{.}}</span>{{/count}}</a>{{/navigation}}</div></nav>{{/hasNavigation}}
        <main id="content" tabindex="-1"><div class="wrap">
        {{#said}}<p class="said" role="status">{{.}}</p>{{/said}}
        {{$content}}{{/content}}
        </div></main>
        <footer><div class="wrap"><span>{{t.utc}} <time datetime="{{nowISO}}">{{nowText}}</time></span><span class="live" data-lost="{{t.lost}}" data-on="{{t.connected}}" hidden></span>
        <form class="languages" method="post" action="/language">{{>csrf}}<input type="hidden" name="next" value="{{here}}"><label for="language">{{t.language}}</label> <select id="language" name="language">{{#languages}}<option value="{{code}}" lang="{{code}}"{{#isCurrent}} selected{{/isCurrent}}>{{name}}</option>{{/languages}}</select> <button class="plain">{{t.change}}</button></form>
        {{#data}}<a href="{{href}}">{{label}}</a>{{/data}}</div></footer>
        <template id="keys"><h2>{{t.keys}}</h2><dl><dt><kbd>/</kbd></dt><dd>{{t.keyFind}}</dd><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>{{t.keyMove}}</dd><dt><kbd>Enter</kbd></dt><dd>{{t.keyOpen}}</dd><dt><kbd>a</kbd></dt><dd>{{t.keyAcknowledge}}</dd><dt><kbd>?</kbd></dt><dd>{{t.keyHelp}}</dd></dl></template>
        <template id="words" data-copy="{{t.copy}}" data-copied="{{t.copied}}" data-new="{{t.newRows}}" data-close="{{t.close}}"></template>
        </body></html>
        """#

    static let sentences: [String: Sentence] = [
        "skip": Sentence(
            en: "Skip to the content", es: "Ir al contenido", pt: "Ir para o conteúdo", fr: "Aller au contenu"),
        "demonstration": Sentence(en: "Demonstration", es: "Demostración", pt: "Demonstração", fr: "Démonstration"),
        "invented": Sentence(
            en: "Demonstration with an invented economy. Nothing here is real, and nothing leaves this machine.",
            es: "Demostración con una economía inventada. Nada de esto es real y nada sale de esta máquina.",
            pt: "Demonstração com uma economia inventada. Nada aqui é real e nada sai desta máquina.",
            fr: "Démonstration avec une économie inventée. Rien n’est réel ici, et rien ne quitte cette machine."),
        "find": Sentence(en: "Find", es: "Buscar", pt: "Procurar", fr: "Rechercher"),
        "findExample": Sentence(
            en: "Address, prefix, AS, name or object URI", es: "Dirección, prefijo, AS, nombre o URI de objeto",
            pt: "Endereço, prefixo, AS, nome ou URI de objeto", fr: "Adresse, préfixe, AS, nom ou URI d’objet"),
        "logIn": Sentence(en: "Log in", es: "Iniciar sesión", pt: "Iniciar sessão", fr: "Se connecter"),
        "main": Sentence(en: "Main", es: "Principal", pt: "Principal", fr: "Principal"),
        "utc": Sentence(en: "Times in UTC.", es: "Horas en UTC.", pt: "Horas em UTC.", fr: "Heures en UTC."),
        "lost": Sentence(
            en: "Connection lost since", es: "Conexión perdida desde", pt: "Ligação perdida desde",
            fr: "Connexion perdue depuis"),
        "connected": Sentence(en: "Live", es: "En directo", pt: "Em direto", fr: "En direct"),
        "language": Sentence(en: "Language", es: "Idioma", pt: "Idioma", fr: "Langue"),
        "change": Sentence(en: "Change", es: "Cambiar", pt: "Mudar", fr: "Changer"),
        "keys": Sentence(en: "Keys", es: "Teclas", pt: "Teclas", fr: "Touches"),
        "keyFind": Sentence(en: "Search", es: "Buscar", pt: "Procurar", fr: "Rechercher"),
        "keyMove": Sentence(
            en: "Next or previous row", es: "Fila siguiente o anterior", pt: "Linha seguinte ou anterior",
            fr: "Ligne suivante ou précédente"),
        "keyOpen": Sentence(en: "Open the row", es: "Abrir la fila", pt: "Abrir a linha", fr: "Ouvrir la ligne"),
        "keyAcknowledge": Sentence(
            en: "Go to Acknowledge", es: "Ir a Confirmar recepción", pt: "Ir para Confirmar receção",
            fr: "Aller à Prendre en charge"),
        "keyHelp": Sentence(
            en: "Show these keys", es: "Mostrar estas teclas", pt: "Mostrar estas teclas", fr: "Afficher ces touches"),
        "copy": Sentence(en: "Copy", es: "Copiar", pt: "Copiar", fr: "Copier"),
        "copied": Sentence(en: "Copied", es: "Copiado", pt: "Copiado", fr: "Copié"),
        "newRows": Sentence(
            en: "There is something new. Show it", es: "Hay novedades. Mostrarlas", pt: "Há novidades. Mostrar",
            fr: "Il y a du nouveau. Afficher"),
        "close": Sentence(en: "Close", es: "Cerrar", pt: "Fechar", fr: "Fermer"),
    ]
}
