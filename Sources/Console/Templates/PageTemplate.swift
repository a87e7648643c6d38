/// The template of a page, with the sentences that it names.
public struct PageTemplate: Sendable {
    public let name: String
    /// Mustache, the content of the frame.
    public let text: String
    /// By the names under which the template has them: `{{t.NAME}}`.
    public let sentences: [String: Sentence]

    public init(_ name: String, _ text: String, sentences: [String: Sentence] = [:]) {
        self.name = name
        self.text = text
        self.sentences = sentences
    }
}
