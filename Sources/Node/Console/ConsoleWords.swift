internal import Console

/// Sentences that several pages have in common.
enum ConsoleWords {
    static let data = Sentence(
        en: "The data of this page as JSON", es: "Los datos de esta página en JSON",
        pt: "Os dados desta página em JSON",
        fr: "Les données de cette page en JSON")
    static let fresh = Sentence(
        en: .counted(one: "{count} fresh", other: "{count} fresh"),
        es: .counted(one: "{count} al día", other: "{count} al día"),
        pt: .counted(one: "{count} em dia", other: "{count} em dia"),
        fr: .counted(one: "{count} à jour", other: "{count} à jour"))
    static let late = Sentence(
        en: .counted(one: "{count} late", other: "{count} late"),
        es: .counted(one: "{count} con retraso", other: "{count} con retraso"),
        pt: .counted(one: "{count} em atraso", other: "{count} em atraso"),
        fr: .counted(one: "{count} en retard", other: "{count} en retard"))

    /// What a page says after a form, by the word in the query.
    static let said: [String: Sentence] = [
        "acknowledged": Sentence(
            en: "The alert is acknowledged.", es: "Se confirmó la recepción de la alerta.",
            pt: "A receção do alerta foi confirmada.", fr: "L’alerte est prise en charge."),
        "decided": Sentence(
            en: "The decision is recorded.", es: "La decisión quedó registrada.", pt: "A decisão ficou registada.",
            fr: "La décision est enregistrée."),
        "muted": Sentence(
            en: "The alert is muted.", es: "La alerta está silenciada.", pt: "O alerta está silenciado.",
            fr: "L’alerte est mise en sourdine."),
        "noted": Sentence(
            en: "The note is kept.", es: "La nota quedó guardada.", pt: "A nota foi guardada.",
            fr: "La note est conservée."),
        "choose": Sentence(
            en: "You are logged in. Choose a password now.", es: "Ha iniciado sesión. Elija ahora una contraseña.",
            pt: "Iniciou sessão. Escolha agora uma palavra-passe.",
            fr: "Vous êtes connecté. Choisissez maintenant un mot de passe."),
        "loggedout": Sentence(
            en: "You are logged out.", es: "Ha cerrado la sesión.", pt: "Terminou a sessão.",
            fr: "Vous êtes déconnecté."),
        "saved": Sentence(en: "Saved.", es: "Guardado.", pt: "Guardado.", fr: "Enregistré."),
    ]
}
