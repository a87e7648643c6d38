internal import HTTPService

extension PayloadsRoutes {
    /// What changed from one serial to another.
    var deltaRoutes: [HTTPRoute] {
        [
            HTTPRoute(
                "/json-delta", access: .public, answers: .data, described: PayloadsRoutes.jsonDeltaDescription,
                get: { try await delta($0, $1) }),
            HTTPRoute(
                "/json-delta/notify", access: .public, answers: .data,
                described: PayloadsRoutes.jsonDeltaNotifyDescription,
                get: { try await notify($0, $1) }),
        ]
    }
}

// MARK: - Description

extension PayloadsRoutes {
    private static let jsonDeltaDescription = #"""
        get:
          operationId: jsonDelta
          tags: [changes]
          summary: What changed since a version, or everything where that is not known.
          parameters: &version
            - { $ref: "#/components/parameters/Session" }
            - { $ref: "#/components/parameters/Serial" }
          responses:
            "200": { $ref: "#/components/responses/Delta" }
            "304": { $ref: "#/components/responses/NotModified" }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let jsonDeltaNotifyDescription = #"""
        get:
          operationId: jsonDeltaNotify
          tags: [changes]
          summary: Answers when another version than this is served, or after some minutes.
          parameters: *version
          responses:
            "200":
              description: The version that is served.
              content:
                application/json:
                  schema:
                    type: object
                    required: [session, serial]
                    properties:
                      session: { type: integer, minimum: 0 }
                      serial: { type: integer, minimum: 0, maximum: 4294967295 }
            default: { $ref: "#/components/responses/Error" }
        """#

    /// What the descriptions of these routes refer to.
    static let deltaComponents = OpenAPIComponents(
        parameters: #"""
            Session:
              name: session
              in: query
              description: Of the version that the client has; together with serial.
              schema: { type: integer, minimum: 0, maximum: 18446744073709551615 }
            Serial:
              name: serial
              in: query
              description: Of the version that the client has; together with session.
              schema: { type: integer, minimum: 0, maximum: 4294967295 }
            """#,
        responses: #"""
            Delta:
              description: What was announced and withdrawn, or with reset all that there is.
              headers: *cached
              content: { application/json: { schema: { $ref: "#/components/schemas/Delta" } } }
            """#,
        schemas: #"""
            Delta:
              type: object
              required: [reset, session, serial, generated, generatedTime, announced]
              properties:
                reset: { type: boolean }
                session: { type: string }
                serial: { type: integer, minimum: 0 }
                fromSerial: { type: integer, minimum: 0 }
                generated: { type: integer }
                generatedTime: { $ref: "#/components/schemas/Time" }
                announced: &changes
                  type: array
                  items:
                    type: object
                    required: [type]
                    properties: { type: { type: string, enum: [routeOrigin, routerKey, aspa] } }
                withdrawn: *changes
            """#)
}
