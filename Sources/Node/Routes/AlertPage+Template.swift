internal import Console

extension AlertPage {
    static let template = PageTemplate(
        "alert",
        #"""
        <h1>{{headline}}</h1>
        <p class="sub">{{#severity}}{{>state}}{{/severity}} · {{state}} · {{t.since}} {{#raised}}{{>time}}{{/raised}}{{#ended}} · {{t.endedAt}} {{>time}}{{/ended}} · {{#tlp}}{{>tlp}}{{/tlp}}</p>
        {{#conflict}}<p class="notice stale" role="alert"><span class="st stale">{{.}}</span></p>{{/conflict}}
        {{#mayChange}}<div class="acts">
        {{#mayAcknowledge}}<form method="post" action="/alerts/{{id}}">{{>csrf}}<input type="hidden" name="act" value="acknowledge"><button data-key="a">{{t.acknowledge}}</button></form>{{/mayAcknowledge}}
        {{#hasActions}}<a class="button plain" href="#do">{{t.whatToDo}}</a>{{/hasActions}}<a class="button plain" href="#decide">{{t.decide}}</a>{{#mayMute}}<a class="button plain" href="#mute">{{t.mute}}</a>{{/mayMute}}</div>{{/mayChange}}
        <section><dl class="facts"><div><dt>{{t.seenBy}}</dt><dd>{{#spread}}{{.}}{{/spread}}{{^spread}}–{{/spread}}</dd></div><div><dt>{{t.about}}</dt><dd class="n">{{subject}}</dd></div><div><dt>{{t.offender}}</dt><dd class="n">{{#offender}}<a href="{{offenderHref}}">{{offender}}</a>{{/offender}}{{^offender}}–{{/offender}}</dd></div><div><dt>{{t.confidence}}</dt><dd>{{#confidence}}{{.}}{{/confidence}}{{^confidence}}–{{/confidence}}</dd></div><div><dt>{{t.acknowledgedBy}}</dt><dd>{{#acknowledged}}{{.}}{{/acknowledged}}{{^acknowledged}}–{{/acknowledged}}</dd></div><div><dt>{{t.decision}}</dt><dd>{{#decision}}{{.}}{{/decision}}{{^decision}}–{{/decision}}</dd></div></dl></section>
        <div class="two"><div>
        {{#hasActions}}<section aria-labelledby="do"><h2 id="do">{{t.whatToDo}}</h2><ol class="steps">{{#actions}}<li><span{{#isVerbatim}} lang="en"{{/isVerbatim}}>{{text}}</span>{{#line}}<pre class="copy">{{.}}</pre>{{/line}}</li>{{/actions}}</ol></section>{{/hasActions}}
        {{#hasMembers}}<section aria-labelledby="campaign"><h2 id="campaign">{{t.campaign}}</h2><table class="list compact"><thead><tr><th scope="col">{{t.what}}</th><th scope="col">{{t.first}}</th><th scope="col">{{t.last}}</th><th scope="col">{{t.seenBy}}</th><th scope="col">{{t.validity}}</th></tr></thead><tbody>{{#members}}<tr><td class="first">{{what}}</td><td class="n">{{#first}}{{>time}}{{/first}}</td><td class="n">{{#last}}{{>time}}{{/last}}</td><td class="n">{{spread}}</td><td lang="en">{{validity}}</td></tr>{{/members}}</tbody></table></section>{{/hasMembers}}
        {{#hasPeers}}<section aria-labelledby="paths"><h2 id="paths">{{t.paths}}</h2><table class="list"><thead><tr><th scope="col">{{t.peer}}</th><th scope="col">{{t.prefix}}</th><th scope="col">{{t.path}}</th><th scope="col">{{t.since}}</th><th scope="col">{{t.state}}</th></tr></thead><tbody>{{#peers}}<tr><td class="first n">{{peer}} <span class="why">{{address}}</span></td><td class="n">{{prefix}}</td><td>{{#path}}{{>path}}{{/path}}</td><td class="n">{{#first}}{{>time}}{{/first}}</td><td>{{#has}}{{>state}}{{/has}}</td></tr>{{/peers}}</tbody></table></section>{{/hasPeers}}
        {{#mayChange}}<section aria-labelledby="decide"><h2 id="decide">{{t.decide}}</h2><form class="stack" method="post" action="/alerts/{{id}}">{{>csrf}}<input type="hidden" name="last" value="{{lastNote}}"><p><label for="decision">{{t.itIs}}</label><select id="decision" name="decision">{{#decisions}}<option value="{{value}}">{{label}}</option>{{/decisions}}</select></p><p><label for="note">{{t.note}}</label><textarea id="note" name="note" maxlength="4000">{{draft}}</textarea></p><p><button name="act" value="decide">{{t.decide}}</button> <button class="plain" name="act" value="note">{{t.noteOnly}}</button></p></form></section>
        {{#mayMute}}<section aria-labelledby="mute"><h2 id="mute">{{t.mute}}</h2><form class="row" method="post" action="/alerts/{{id}}">{{>csrf}}<p><label for="hours">{{t.hours}}</label><input id="hours" name="hours" type="number" min="1" max="8760" value="24"></p><p><label for="reason">{{t.reason}}</label><input id="reason" name="note" maxlength="500"></p><p><button class="plain" name="act" value="mute">{{t.mute}}</button></p></form></section>{{/mayMute}}{{/mayChange}}
        </div><div>
        {{#chart}}<section>{{>chart-line}}</section>{{/chart}}
        {{#hasROAs}}<section aria-labelledby="roas"><h2 id="roas">{{t.roas}}</h2><table class="list compact"><tbody>{{#roas}}<tr><td class="first n"><a href="{{href}}">{{vrp}}</a><span class="why">{{object}}</span></td></tr>{{/roas}}</tbody></table></section>{{/hasROAs}}
        {{#hasReasons}}<section aria-labelledby="why"><h2 id="why">{{t.whySure}}</h2><ul lang="en">{{#reasons}}<li>{{text}}</li>{{/reasons}}</ul></section>{{/hasReasons}}
        <section aria-labelledby="history"><h2 id="history">{{t.history}}</h2><table class="list compact"><tbody>{{#history}}<tr><td class="first n">{{#time}}{{>time}}{{/time}}</td><td{{#isVerbatim}} lang="en"{{/isVerbatim}}>{{text}}{{#author}} <span class="why">{{.}}</span>{{/author}}</td></tr>{{/history}}</tbody></table></section>
        <details><summary>{{t.asText}}</summary><pre lang="en">{{text}}</pre></details>
        </div></div>
        {{#isLive}}<p><a href="{{json}}">{{t.json}}</a></p>{{/isLive}}
        """#,
        sentences: [
            "endedAt": Sentence(en: "ended", es: "terminó", pt: "terminou", fr: "terminée"),
            "acknowledge": Sentence(
                en: "Acknowledge", es: "Confirmar recepción", pt: "Confirmar receção", fr: "Prendre en charge"),
            "whatToDo": Sentence(en: "What to do", es: "Qué hacer", pt: "O que fazer", fr: "Que faire"),
            "decide": Sentence(en: "Decide", es: "Decidir", pt: "Decidir", fr: "Décider"),
            "mute": Sentence(en: "Mute", es: "Silenciar", pt: "Silenciar", fr: "Mettre en sourdine"),
            "seenBy": Sentence(en: "Seen by", es: "Vista por", pt: "Visto por", fr: "Vue par"),
            "about": Sentence(en: "About", es: "Sobre", pt: "Sobre", fr: "Au sujet de"),
            "offender": Sentence(en: "By", es: "Por", pt: "Por", fr: "Par"),
            "confidence": Sentence(en: "Confidence", es: "Confianza", pt: "Confiança", fr: "Confiance"),
            "decision": Sentence(en: "Decision", es: "Decisión", pt: "Decisão", fr: "Décision"),
            "campaign": Sentence(
                en: "Incidents of this campaign", es: "Incidentes de esta campaña", pt: "Incidentes desta campanha",
                fr: "Incidents de cette campagne"),
            "first": Sentence(en: "First", es: "Primero", pt: "Primeiro", fr: "Premier"),
            "last": Sentence(en: "Last", es: "Último", pt: "Último", fr: "Dernier"),
            "validity": Sentence(en: "Validity", es: "Validez", pt: "Validade", fr: "Validité"),
            "paths": Sentence(
                en: "Paths, as peers report them", es: "Caminos, según los pares", pt: "Caminhos, segundo os pares",
                fr: "Chemins, selon les pairs"),
            "peer": Sentence(en: "Peer", es: "Par", pt: "Par", fr: "Pair"),
            "path": Sentence(en: "Path", es: "Camino", pt: "Caminho", fr: "Chemin"),
            "itIs": Sentence(en: "This alert is", es: "Esta alerta es", pt: "Este alerta é", fr: "Cette alerte est"),
            "note": Sentence(en: "Note", es: "Nota", pt: "Nota", fr: "Note"),
            "noteOnly": Sentence(
                en: "Keep the note only", es: "Guardar solo la nota", pt: "Guardar só a nota",
                fr: "Conserver seulement la note"),
            "hours": Sentence(en: "For hours", es: "Durante horas", pt: "Durante horas", fr: "Pendant (heures)"),
            "roas": Sentence(
                en: "ROAs that cover it", es: "ROA que la cubren", pt: "ROA que o cobrem", fr: "ROA qui la couvrent"),
            "whySure": Sentence(
                en: "Why this confidence", es: "Por qué esta confianza", pt: "Porquê esta confiança",
                fr: "Pourquoi cette confiance"),
            "history": Sentence(en: "History", es: "Historia", pt: "História", fr: "Historique"),
            "asText": Sentence(
                en: "The alert as text", es: "La alerta como texto", pt: "O alerta como texto",
                fr: "L’alerte en texte"),
        ])
}
