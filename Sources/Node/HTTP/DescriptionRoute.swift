internal import HTTPService

extension NodeRoutes {
    /// `/openapi.yaml`: the description of all routes, itself included.
    ///
    /// - Parameters:
    ///   - others: The other routes, in the order of the description.
    ///   - components: What their descriptions refer to.
    func descriptionRoute(after others: [HTTPRoute], _ components: [OpenAPIComponents]) -> HTTPRoute {
        let route = { (yaml: String) in
            HTTPRoute(
                "/openapi.yaml", access: .public, answers: .data, described: NodeRoutes.pathDescription,
                get: { request, _ in
                    try answers.query(request).allow()
                    return ShortAnswer(Array(yaml.utf8), ContentType.yaml).response
                })
        }
        let document = OpenAPIDocument(
            head: NodeRoutes.head, routes: others + [route("")],
            components: [NodeRoutes.commonComponents] + components)
        return route(document.yaml)
    }
}

// MARK: - Description

extension NodeRoutes {
    private static let pathDescription = #"""
        get:
          operationId: openapi
          tags: [node]
          summary: This description.
          responses:
            "200":
              description: OpenAPI 3.1.
              content: { application/yaml: { schema: { type: string } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let head = #"""
        openapi: 3.1.0
        info:
          title: Atalaya node
          version: "1"
          summary: Validated RPKI payloads, what they say of a route, and how the node is doing.
          description: >-
            Everything is read-only. Paths, parameters and answers are those that Routinator has, where it has them; what is more is
            named in Docs/API.md. Each path that has GET has HEAD, too.
          license: { name: See LICENSE }
        tags:
          - name: routes
            description: What the payloads say of a route (RFC 6811).
          - name: payloads
            description: All or some of the payloads in one of the usual formats.
          - name: changes
            description: What changed from one serial to another.
          - { name: alerts, description: What is wrong with routes to monitored networks. For programs of the same machine and holders of a token. }
          - name: node
            description: How the node is doing.
        """#

    /// What descriptions of several routes refer to.
    private static let commonComponents = OpenAPIComponents(
        headers: #"""
            ETag: { description: The strong tag of these octets., schema: { type: string } }
            LastModified: { description: When the payloads were validated., schema: { type: string } }
            ContentEncoding: { description: gzip where the client accepts it., schema: { type: string } }
            """#,
        responses: #"""
            Text:
              description: Lines of text.
              content: { text/plain: { schema: { type: string } } }
            NotModified: { description: The client has the current octets. }
            Error:
              description: Why there is no other answer.
              content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } }
            """#,
        schemas: #"""
            ASN:
              type: string
              description: An AS number, with or without AS before it.
              pattern: '^(AS)?(0|[1-9][0-9]{0,8}|[1-3][0-9]{9}|4[01][0-9]{8}|42[0-8][0-9]{7})$'
              examples: [AS64496]
            Prefix:
              type: string
              description: An IPv4 or IPv6 prefix; bits after its length are not looked at.
              pattern: '^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])/(3[0-2]|[12]?[0-9])|([1-9a-f][0-9a-f]{0,3}:){1,6}:/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$'
              examples: [192.0.2.0/24, "2001:db8::/32"]
            Time: { type: string, format: date-time }
            Error:
              type: object
              required: [error]
              properties:
                error: { type: string }
                parameter: { type: string, description: The parameter or member that is wrong. }
            """#)
}
