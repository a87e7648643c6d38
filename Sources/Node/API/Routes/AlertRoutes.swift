internal import Access
internal import HTTPService
internal import SecurityEvents

extension Resource {
    /// Alerts about routes.
    static let alerts = Resource("alerts")
}

extension APIRoutes {
    /// The path of alerts.
    static let alertsPath = "/api/v1/alerts"

    /// What is wrong with routes. Alerts can have any label (`watch.tlp`), so that it takes a grant for all of them.
    var alertRoutes: [HTTPRoute] {
        let access = RouteAccess.granted(AccessQuestion(.read, .alerts, marked: .red))
        return [
            HTTPRoute(
                APIRoutes.alertsPath, access: access, answers: .confidential, described: APIRoutes.alertListDescription,
                get: { try await alerts($0, $1) }),
            HTTPRoute(
                APIRoutes.alertsPath + "/", parameters: "{id}", access: access, answers: .confidential,
                described: APIRoutes.alertDescription, get: { try await alert($0, $1) }),
        ]
    }
}

// MARK: - Description

extension APIRoutes {
    private static let alertListDescription = #"""
        get:
          operationId: alerts
          tags: [alerts]
          summary: Alerts about routes that have not ended, the latest first.
          security: [{}, { token: [] }]
          responses:
            "200": { description: A list., content: { application/json: { schema: { $ref: "#/components/schemas/Alerts" } } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let alertDescription = #"""
        get:
          operationId: alert
          tags: [alerts]
          summary: One of them, with evidence in words and what to do.
          security: [{}, { token: [] }]
          parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: '^[0-9a-f]{16}$' } }]
          responses:
            "200": { description: The alert., content: { application/json: { schema: { $ref: "#/components/schemas/Alert" } } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    /// What the descriptions of these routes refer to.
    static let alertComponents = OpenAPIComponents(
        securitySchemes: #"""
            token: { type: http, scheme: bearer, description: "A token of http.tokens. Programs of the same machine need none." }
            """#,
        schemas: #"""
            Alerts: { type: object, required: [alerts], properties: { alerts: { type: array, items: { $ref: "#/components/schemas/Alert" } } } }
            Alert:
              type: object
              required: [id, class, state, severity, subject, offender, raised, changed, acknowledged, peersWithRoute, summary]
              properties:
                state: { type: string, enum: [active, dormant, ended, withdrawn] }
                severity: { type: string, enum: [information, low, medium, high, critical] }
                confidence:
                  type: object
                  required: [level, reasons]
                  properties:
                    level: { type: string, enum: [low, medium, high] }
                    reasons: { type: array, items: { type: string } }
                incidents: { type: integer, description: "How many incidents the alert is about, where there are several." }
            """#)
}
