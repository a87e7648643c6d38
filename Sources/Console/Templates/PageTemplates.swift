internal import Mustache

/// The templates of all pages, compiled once.
public struct PageTemplates: Sendable {
    /// A template that cannot be used.
    public struct Fault: Error, CustomStringConvertible {
        public let name: String
        public let reason: String

        public var description: String { "the template \(name) cannot be used: \(reason)" }
    }

    private let library: MustacheLibrary
    private let sentences: [String: Sentence]

    /// - Parameter pages: Each is rendered by its own name, within the frame.
    /// - Throws: ``Fault`` for text that is not a template, or that could write what it shows without escaping it.
    public init(_ pages: [PageTemplate]) throws(Fault) {
        MustacheContentTypes.register(PageEscaping(), named: PageEscaping.name)
        var templates: [String: MustacheTemplate] = [:]
        var sentences = FrameTemplate.sentences
        for (name, text) in PartialTemplates.all { templates[name] = try PageTemplates.compiled(name, text) }
        templates[FrameTemplate.name] = try PageTemplates.compiled(FrameTemplate.name, FrameTemplate.text)
        for page in pages {
            let framed = "{{<\(FrameTemplate.name)}}{{$content}}" + page.text + "{{/content}}{{/\(FrameTemplate.name)}}"
            templates[page.name] = try PageTemplates.compiled(page.name, framed)
            for (name, sentence) in page.sentences {
                guard sentences[name] ?? sentence == sentence else {
                    throw Fault(name: page.name, reason: "another page has another sentence named \(name)")
                }
                sentences[name] = sentence
            }
        }
        library = MustacheLibrary(templates: templates)
        self.sentences = sentences
    }

    /// Every template gets the escaping of pages: the library begins again with its own in each partial.
    private static func compiled(_ name: String, _ text: String) throws(Fault) -> MustacheTemplate {
        for forbidden in ["{{{", "{{&", "CONTENT_TYPE"] where text.contains(forbidden) {
            throw Fault(name: name, reason: "it has \(forbidden)")
        }
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(PageEscaping.name)}}" + text)
        } catch {
            throw Fault(name: name, reason: "\(error)")
        }
    }

    /// The page as HTML.
    ///
    /// - Parameter onMissing: Called with each name that is neither in the view nor a sentence.
    public func html(
        _ name: String, _ view: View, frame: View, language: Language, onMissing: @escaping (String) -> Void = { _ in }
    ) -> String {
        let texts = Texts(sentences: sentences, language: language, onMissing: onMissing)
        let root = RootView(page: view, frame: frame, texts: texts, onMissing: onMissing)
        return library.render(root, withTemplate: name) ?? ""
    }
}

/// What is around everything that a page shows: the frame and the sentences.
private struct RootView: MustacheParent {
    let page: View
    let frame: View
    let texts: Texts
    let onMissing: (String) -> Void

    func child(named name: String) -> Any? {
        if name == "t" { return texts }
        if let value = page[name] ?? frame[name] { return value.shown }
        onMissing(name)
        return nil
    }
}
