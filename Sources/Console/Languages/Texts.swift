internal import Mustache

/// The sentences that a template names: `{{t.alerts}}`.
struct Texts: MustacheParent {
    let sentences: [String: Sentence]
    let language: Language
    /// Called with a name that there is no sentence of.
    let onMissing: (String) -> Void

    func child(named name: String) -> Any? {
        guard let sentence = sentences[name] else {
            onMissing("t." + name)
            return nil
        }
        return sentence.text(in: language)
    }
}
