package import HTTPService

package import struct FoundationEssentials.Date

/// A request for a page, as far as the page needs to know it.
package struct PageRequest: Sendable {
    /// The path as it was asked for.
    package let path: String
    /// What follows the page's path, decoded.
    package let tail: String
    package let query: QueryParameters
    /// The fields of a form; `nil` for a page that is read.
    package let form: FormFields?
    package let language: Language
    package let now: Date
    /// Who asks.
    package let reader: Reader
    /// Where the request comes from.
    package let source: RequestSource
    /// The cookies of the browser; they come from outside.
    package let cookies: [String: String]
    /// What the browser says that it is; comes from outside.
    package let agent: String?

    package init(
        path: String, tail: String, query: QueryParameters, form: FormFields?, language: Language, now: Date,
        reader: Reader, source: RequestSource, cookies: [String: String] = [:], agent: String? = nil
    ) {
        self.path = path
        self.tail = tail
        self.query = query
        self.form = form
        self.language = language
        self.now = now
        self.reader = reader
        self.source = source
        self.cookies = cookies
        self.agent = agent
    }

    /// The path with its query, as a link; the path alone for a form.
    package var here: String {
        guard form == nil, !query.parameters.isEmpty else { return path }
        let parts = query.parameters.map { FormText.encoded($0.name) + "=" + FormText.encoded($0.value) }
        return path + "?" + parts.joined(separator: "&")
    }

    package var times: TimeView { TimeView(now: now, language: language) }

    package func text(_ sentence: Sentence, _ values: [String: SentenceValue] = [:]) -> String {
        sentence.text(in: language, values)
    }

    package func number(_ number: Int) -> String { LocalNumber.text(number, in: language) }

    /// A field of the form, without blanks around it; `nil` where it is absent or empty.
    package func field(_ name: String, octets: Int = 1_000) throws(APIError) -> String? {
        guard let value = try form?.single(name) else { return nil }
        guard value.utf8.count <= octets else { throw .invalid(name, "longer than \(octets) octets") }
        let text = value.trimmingBlanks
        return text.isEmpty ? nil : text
    }

    /// A parameter of the query, without blanks around it; `nil` where it is absent or empty.
    package func parameter(_ name: String, octets: Int = 300) throws(APIError) -> String? {
        guard let value = try query.single(name) else { return nil }
        guard value.utf8.count <= octets else { throw .invalid(name, "longer than \(octets) octets") }
        let text = value.trimmingBlanks
        return text.isEmpty ? nil : text
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
