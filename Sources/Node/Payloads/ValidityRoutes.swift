internal import HTTPService

extension PayloadsRoutes {
    /// The path before the AS number and the prefix of a route.
    static let validityPath = "/api/v1/validity/"

    /// The routes that give the validity of BGP routes.
    var validityRoutes: [HTTPRoute] {
        [
            HTTPRoute(
                PayloadsRoutes.validityPath, parameters: "{asn}/{prefix}", access: .public, answers: .data,
                described: PayloadsRoutes.validityByPathDescription,
                immediate: { path, query throws(APIError) in try immediate(try route(path: path, query: query)) },
                get: { try await validity(byPath: $0, $1) }),
            HTTPRoute(
                "/validity", access: .public, answers: .data, described: PayloadsRoutes.validityDescription,
                immediate: { _, query throws(APIError) in try immediate(try route(query: query)) },
                get: { try await validity(byQuery: $0, $1) }, post: { try await validity(list: $0, $1) }),
        ]
    }
}

// MARK: - Description

extension PayloadsRoutes {
    private static let validityByPathDescription = #"""
        get:
          operationId: validityByPath
          tags: [routes]
          summary: The validity of one route. The slash of the prefix need not be escaped.
          parameters:
            - { name: asn, in: path, required: true, schema: { $ref: "#/components/schemas/ASN" } }
            - { name: prefix, in: path, required: true, schema: { $ref: "#/components/schemas/Prefix" } }
          responses:
            "200": { $ref: "#/components/responses/Validity" }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let validityDescription = #"""
        get:
          operationId: validityByQuery
          tags: [routes]
          summary: The validity of one route.
          parameters:
            - { name: asn, in: query, required: true, schema: { $ref: "#/components/schemas/ASN" } }
            - { name: prefix, in: query, required: true, schema: { $ref: "#/components/schemas/Prefix" } }
          responses:
            "200": { $ref: "#/components/responses/Validity" }
            default: { $ref: "#/components/responses/Error" }
        post:
          operationId: validityOfMany
          tags: [routes]
          summary: The validity of several routes, in the order of the request.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  type: object
                  required: [routes]
                  properties:
                    routes:
                      type: array
                      maxItems: 10000
                      items:
                        type: object
                        required: [asn, prefix]
                        properties:
                          asn:
                            oneOf:
                              - { $ref: "#/components/schemas/ASN" }
                              - { type: integer, minimum: 0, maximum: 4294967295 }
                          prefix: { $ref: "#/components/schemas/Prefix" }
          responses:
            "200":
              description: The validity of each route.
              content:
                application/json:
                  schema:
                    type: object
                    required: [validated_routes, generatedTime]
                    properties:
                      validated_routes: { type: array, items: { $ref: "#/components/schemas/ValidatedRoute" } }
                      generatedTime: { $ref: "#/components/schemas/Time" }
            default: { $ref: "#/components/responses/Error" }
        """#

    /// The components to which the descriptions of these routes refer.
    static let validityComponents = OpenAPIComponents(
        responses: #"""
            Validity:
              description: The state of the route, and the VRPs that cover it.
              content:
                application/json:
                  schema:
                    type: object
                    required: [validated_route, generatedTime]
                    properties:
                      validated_route: { $ref: "#/components/schemas/ValidatedRoute" }
                      generatedTime: { $ref: "#/components/schemas/Time" }
            """#,
        schemas: #"""
            ValidatedRoute:
              type: object
              required: [route, validity]
              properties:
                route:
                  type: object
                  required: [origin_asn, prefix]
                  properties: { origin_asn: { type: string }, prefix: { type: string } }
                validity:
                  type: object
                  required: [state, description, VRPs]
                  properties:
                    state: { type: string, enum: [valid, invalid, not-found] }
                    reason: { type: string, enum: [as, length] }
                    description: { type: string }
                    VRPs:
                      type: object
                      required: [matched, unmatched_as, unmatched_length]
                      properties:
                        matched: &vrps
                          type: array
                          items:
                            type: object
                            required: [asn, prefix, max_length]
                            properties: { asn: { type: string }, prefix: { type: string }, max_length: { type: string } }
                        unmatched_as: *vrps
                        unmatched_length: *vrps
            """#)
}
