/// What paths of a description refer to: a part of the OpenAPI components, in YAML.
package struct OpenAPIComponents: Sendable {
    /// The sections in the order in which they are written.
    static let sections: [(name: String, member: any KeyPath<OpenAPIComponents, String> & Sendable)] = [
        ("securitySchemes", \.securitySchemes), ("parameters", \.parameters), ("headers", \.headers),
        ("responses", \.responses), ("schemas", \.schemas),
    ]

    package var securitySchemes = ""
    package var parameters = ""
    package var headers = ""
    package var responses = ""
    package var schemas = ""

    package init(
        securitySchemes: String = "", parameters: String = "", headers: String = "", responses: String = "",
        schemas: String = ""
    ) {
        self.securitySchemes = securitySchemes
        self.parameters = parameters
        self.headers = headers
        self.responses = responses
        self.schemas = schemas
    }
}
