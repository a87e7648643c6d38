/// A description of a server's routes as OpenAPI, put together from the parts that are declared next to the routes.
package struct OpenAPIDocument: Sendable {
    /// The document in YAML.
    package let yaml: String

    /// - Parameters:
    ///   - head: What is before the paths.
    ///   - routes: In the order of the document.
    package init(head: String, routes: [HTTPRoute], components: [OpenAPIComponents]) {
        var text = OpenAPIDocument.indented(head, 0) + "paths:\n"
        for route in routes where !route.kind.isForBrowsers {
            text += "  \(route.path)\(route.parameters ?? ""):\n" + OpenAPIDocument.indented(route.description, 4)
        }
        text += "components:\n"
        for (name, member) in OpenAPIComponents.sections {
            let parts = components.map { $0[keyPath: member] }.filter { !$0.isEmpty }
            if parts.isEmpty { continue }
            text += "  \(name):\n" + parts.map { OpenAPIDocument.indented($0, 4) }.joined()
        }
        yaml = text
    }

    /// Every line with `count` blanks before it.
    private static func indented(_ text: String, _ count: Int) -> String {
        let blanks = String(repeating: " ", count: count)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? "\n" : blanks + line + "\n"
        }.joined()
    }
}
