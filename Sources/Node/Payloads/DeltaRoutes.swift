internal import HTTPService

extension PayloadsRoutes {
    /// The changes from one serial to another.
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
          summary: Changes since a version, or all payloads if that version is not known.
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
          summary: Wait until a newer version is served, or for some minutes.
          parameters: *version
          responses:
            "200":
              description: The version that is served now.
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

    /// The components to which the descriptions of these routes refer.
    static let deltaComponents = OpenAPIComponents(
        parameters: #"""
            Session:
              name: session
              in: query
              description: Session of the version that the client has. Requires serial.
              schema: { type: integer, minimum: 0, maximum: 18446744073709551615 }
            Serial:
              name: serial
              in: query
              description: Serial of the version that the client has. Requires session.
              schema: { type: integer, minimum: 0, maximum: 4294967295 }
            """#,
        responses: #"""
            Delta:
              description: The announced and withdrawn payloads or, if reset is true, all payloads.
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
