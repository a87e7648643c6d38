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
          summary: Validated RPKI payloads, the validity of routes, and the state of the node.
          description: >-
            Everything is read-only. Paths, parameters and answers are the same as in Routinator where Routinator has them; Docs/API.md
            lists the additions. Every path with GET also has HEAD.
          license: { name: See LICENSE }
        tags:
          - name: routes
            description: Validity of routes (RFC 6811).
          - name: payloads
            description: All payloads or a selection, in common formats.
          - name: changes
            description: Changes between serials.
          - { name: alerts, description: Problems with routes to monitored networks. Only for programs on the node's own machine and clients with a token. }
          - name: node
            description: State of the node.
        """#

    /// What descriptions of several routes refer to.
    private static let commonComponents = OpenAPIComponents(
        headers: #"""
            ETag: { description: Strong entity tag of the answer., schema: { type: string } }
            LastModified: { description: Time at which the payloads were validated., schema: { type: string } }
            ContentEncoding: { description: gzip if the client accepts it., schema: { type: string } }
            """#,
        responses: #"""
            Text:
              description: Lines of text.
              content: { text/plain: { schema: { type: string } } }
            NotModified: { description: The client already has the current version. }
            Error:
              description: The error.
              content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } }
            """#,
        schemas: #"""
            ASN:
              type: string
              description: An AS number, with or without the prefix AS.
              pattern: '^(AS)?(0|[1-9][0-9]{0,8}|[1-3][0-9]{9}|4[01][0-9]{8}|42[0-8][0-9]{7})$'
              examples: [AS64496]
            Prefix:
              type: string
              description: An IPv4 or IPv6 prefix; bits after its length are ignored.
              pattern: '^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])/(3[0-2]|[12]?[0-9])|([1-9a-f][0-9a-f]{0,3}:){1,6}:/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$'
              examples: [192.0.2.0/24, "2001:db8::/32"]
            Time: { type: string, format: date-time }
            Error:
              type: object
              required: [error]
              properties:
                error: { type: string }
                parameter: { type: string, description: Name of the invalid parameter or member. }
            """#)
}
