internal import Access
internal import HTTPService
internal import SecurityEvents

extension AccessQuestion {
    /// Reading all alerts, which can have any label.
    static let allAlerts = AccessQuestion(.read, .alerts, marked: .red)
}

/// The paths of alerts about routes.
struct AlertRoutes: Sendable {
    let state: RoutesState
    let answers: AnswerMaker

    /// The path of alerts.
    static let alertsPath = "/api/v1/alerts"

    /// What is wrong with routes. Alerts can have any label (`watch.tlp`), so that it takes a grant for all of them.
    var all: ModuleRoutes {
        let access = RouteAccess.granted(.allAlerts)
        let routes = [
            HTTPRoute(
                AlertRoutes.alertsPath, access: access, answers: .confidential,
                described: AlertRoutes.alertListDescription,
                get: { try await alerts($0, $1) }),
            HTTPRoute(
                AlertRoutes.alertsPath + "/", parameters: "{id}", access: access, answers: .confidential,
                described: AlertRoutes.alertDescription, get: { try await alert($0, $1) }),
        ]
        return ModuleRoutes(.service, routes, AlertRoutes.alertComponents)
    }
}

// MARK: - Description

extension AlertRoutes {
    private static let alertListDescription = #"""
        get:
          operationId: alerts
          tags: [alerts]
          summary: List the alerts that have not ended, the most recent first.
          security: [{}, { token: [] }]
          responses:
            "200": { description: The alerts., content: { application/json: { schema: { $ref: "#/components/schemas/Alerts" } } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let alertDescription = #"""
        get:
          operationId: alert
          tags: [alerts]
          summary: Show one alert, with its evidence and the recommended actions.
          security: [{}, { token: [] }]
          parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: '^[0-9a-f]{16}$' } }]
          responses:
            "200": { description: The alert., content: { application/json: { schema: { $ref: "#/components/schemas/Alert" } } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    /// What the descriptions of these routes refer to.
    static let alertComponents = OpenAPIComponents(
        securitySchemes: #"""
            token: { type: http, scheme: bearer, description: "An access token from http.tokens. Programs on the node's own machine need none." }
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
