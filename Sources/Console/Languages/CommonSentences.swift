/// Sentences that pages of several services have in common.
package enum CommonSentences {
    /// How many rows of a list are not shown.
    package static let further = Sentence(
        en: .counted(one: "One more is not listed.", other: "{count} more are not listed."),
        es: .counted(one: "Hay otro que no se muestra.", other: "Hay {count} más que no se muestran."),
        pt: .counted(one: "Há mais um que não é mostrado.", other: "Há mais {count} que não são mostrados."),
        fr: .counted(one: "Un autre n’est pas affiché.", other: "{count} autres ne sont pas affichés."))
}
