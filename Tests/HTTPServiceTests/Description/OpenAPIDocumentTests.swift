import Testing

@testable import HTTPService

@Suite struct OpenAPIDocumentTests {
    @Test func partsComeTogetherInTheirOrder() {
        func route(_ path: String, _ parameters: String? = nil) -> HTTPRoute {
            HTTPRoute(
                path, parameters: parameters, access: .public, answers: .data,
                described: "get:\n  operationId: \(path.dropFirst())", get: { _, _ in APIError.ending.response })
        }
        let document = OpenAPIDocument(
            head: "openapi: 3.1.0", routes: [route("/a"), route("/b/", "{id}")],
            components: [
                OpenAPIComponents(schemas: "One: { type: string }\nTwo: { type: string }"),
                OpenAPIComponents(responses: "R: { description: r }", schemas: "Three:\n  type: string"),
            ])
        #expect(
            document.yaml == """
                openapi: 3.1.0
                paths:
                  /a:
                    get:
                      operationId: a
                  /b/{id}:
                    get:
                      operationId: b/
                components:
                  responses:
                    R: { description: r }
                  schemas:
                    One: { type: string }
                    Two: { type: string }
                    Three:
                      type: string

                """)
    }
}
