internal import HTTPService
internal import Hummingbird

/// The paths of the node as a whole: how it is doing, and what its API is.
struct NodeRoutes: Sendable {
    let documents: NodeDocuments
    let tools: RouteTools
    let usage: @Sendable () -> ProcessUsage?

    var answers: AnswerMaker { tools.answers }

    /// How the node is doing.
    private var statusRoutes: ModuleRoutes {
        let routes = [
            HTTPRoute(
                "/api/v1/status", access: .public, answers: .data, described: NodeRoutes.apiStatusDescription,
                get: { try await statusJSON($0, $1) }),
            HTTPRoute(
                "/status", access: .public, answers: .data, described: NodeRoutes.statusDescription,
                get: { try await statusText($0, $1) }),
            HTTPRoute(
                "/metrics", access: .public, answers: .data, described: NodeRoutes.metricsDescription,
                get: { try await metrics($0, $1) }),
            HTTPRoute(
                "/version", access: .public, answers: .data, described: NodeRoutes.versionDescription,
                get: { request, _ in try version(request) }),
        ]
        return ModuleRoutes(.node, routes, NodeRoutes.statusComponents)
    }

    /// The health of the node. These are answered also when the node is busy.
    private var healthRoutes: ModuleRoutes {
        let routes = [
            HTTPRoute(
                "/health", access: .public, answers: .data, isVital: true, described: NodeRoutes.healthDescription,
                immediate: { _, query throws(APIError) in try health(query: query, hasDetails: true) },
                get: { request, _ in try health(query: request.uri.query, hasDetails: true).response }),
            HTTPRoute(
                "/ready", access: .public, answers: .data, isVital: true, described: NodeRoutes.readyDescription,
                immediate: { _, query throws(APIError) in try health(query: query, hasDetails: false) },
                get: { request, _ in try health(query: request.uri.query, hasDetails: false).response }),
        ]
        return ModuleRoutes(.health, routes)
    }

    /// Every route of the node, in the order of the description.
    func all(with modules: [any NodeModule]) -> [HTTPRoute] {
        let groups = (modules.flatMap { $0.routes(tools) } + [statusRoutes, healthRoutes]).sorted {
            $0.place < $1.place
        }
        let routes = groups.flatMap(\.routes)
        return routes + [descriptionRoute(after: routes, groups.flatMap(\.components))]
    }
}

// MARK: - Description

extension NodeRoutes {
    private static let apiStatusDescription = #"""
        get:
          operationId: apiStatus
          tags: [node]
          summary: State of the node, its trust anchors, repositories and routers.
          responses:
            "200":
              description: The state.
              content: { application/json: { schema: { $ref: "#/components/schemas/Status" } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let statusDescription = #"""
        get:
          operationId: status
          tags: [node]
          summary: Short state of the node, as text.
          responses:
            "200": { $ref: "#/components/responses/Text" }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let metricsDescription = #"""
        get:
          operationId: metrics
          tags: [node]
          summary: Metrics for Prometheus, in OpenMetrics format if the client accepts it.
          responses:
            "200":
              description: Metrics.
              content:
                text/plain: { schema: { type: string } }
                application/openmetrics-text: { schema: { type: string } }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let versionDescription = #"""
        get:
          operationId: version
          tags: [node]
          summary: Version of the program.
          responses:
            "200": { $ref: "#/components/responses/Text" }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let healthDescription = #"""
        get:
          operationId: health
          tags: [node]
          summary: "Health of the node: whether it serves valid payloads from a recent refresh. Lists the alarms."
          responses: &health
            "200": { $ref: "#/components/responses/Health" }
            "503": { $ref: "#/components/responses/Health" }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let readyDescription = #"""
        get:
          operationId: ready
          tags: [node]
          summary: "Readiness of the node, for load balancers: as /health, without alarms."
          responses: *health
        """#

    /// What the descriptions of these routes refer to.
    static let statusComponents = OpenAPIComponents(
        responses: #"""
            Health:
              description: ok, or the reason.
              content: { application/json: { schema: { $ref: "#/components/schemas/Health" } } }
            """#,
        schemas: #"""
            Status:
              type: object
              required: [version, now, serial, tals, repositories, rsync, rrdp, rtr, http, payload, node]
              properties:
                version: { type: string }
                now: { $ref: "#/components/schemas/Time" }
                serial: { type: [integer, "null"] }
                lastUpdateDuration: { type: [number, "null"] }
                node:
                  type: object
                  required: [state, alarms, rejections, sessions]
                  properties: { state: { type: string, enum: [current, absent, expired, stale] } }
            Health:
              type: object
              required: [status]
              properties:
                status: { type: string, enum: [ok, absent, expired, stale] }
                reason: { type: [string, "null"] }
                serial: { type: [integer, "null"] }
                age: { type: [number, "null"], description: Seconds since the refresh that produced the payloads. }
                stored: { type: [boolean, "null"] }
            """#)
}
