// Scripts/openapi.py writes this from Docs/openapi.yaml.

extension OpenAPIDocument {
    static let part1 = #"""
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
          - { name: alerts, description: What is wrong with routes to own networks. Not for pages of other origins. }
          - name: node
            description: How the node is doing.
        paths:
          /api/v1/validity/{asn}/{prefix}:
            get:
              operationId: validityByPath
              tags: [routes]
              summary: The validity of one route; the slash of the prefix may be written as it is.
              parameters:
                - { name: asn, in: path, required: true, schema: { $ref: "#/components/schemas/ASN" } }
                - { name: prefix, in: path, required: true, schema: { $ref: "#/components/schemas/Prefix" } }
              responses:
                "200": { $ref: "#/components/responses/Validity" }
                default: { $ref: "#/components/responses/Error" }
          /validity:
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
              summary: The validity of many routes, in their order.
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
                  description: A validity for each route.
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [validated_routes, generatedTime]
                        properties:
                          validated_routes: { type: array, items: { $ref: "#/components/schemas/ValidatedRoute" } }
                          generatedTime: { $ref: "#/components/schemas/Time" }
                default: { $ref: "#/components/responses/Error" }
          /csv:
            get:
              operationId: csv
              tags: [payloads]
              summary: AS, prefix, maximum length, trust anchor.
              parameters: &filters
                - { $ref: "#/components/parameters/SelectASN" }
                - { $ref: "#/components/parameters/FilterASN" }
                - { $ref: "#/components/parameters/SelectPrefix" }
                - { $ref: "#/components/parameters/FilterPrefix" }
                - { $ref: "#/components/parameters/Include" }
                - { $ref: "#/components/parameters/Exclude" }
                - { $ref: "#/components/parameters/TrustAnchor" }
              responses: &table
                "200": { $ref: "#/components/responses/Table" }
                "304": { $ref: "#/components/responses/NotModified" }
                default: { $ref: "#/components/responses/Error" }
          /csvcompat:
            get: { operationId: csvcompat, tags: [payloads], summary: "As csv, every field in quotes.", parameters: *filters, responses: *table }
          /csvext:
            get: { operationId: csvext, tags: [payloads], summary: "URI, AS, prefix, maximum length, validity of the ROA's certificate.", parameters: *filters, responses: *table }
          /json:
            get:
              operationId: json
              tags: [payloads]
              summary: Every payload with its trust anchor.
              parameters: *filters
              responses: &json
                "200": { $ref: "#/components/responses/Payloads" }
                "304": { $ref: "#/components/responses/NotModified" }
                default: { $ref: "#/components/responses/Error" }
          /jsonext:
            get: { operationId: jsonext, tags: [payloads], summary: "Every payload with all its sources.", parameters: *filters, responses: *json }
          /slurm:
            get:
              operationId: slurm
              tags: [payloads]
              summary: VRPs and router keys as local assertions (RFC 8416).
              parameters: *filters
              responses: &slurm
                "200": { $ref: "#/components/responses/SLURM" }
                "304": { $ref: "#/components/responses/NotModified" }
                default: { $ref: "#/components/responses/Error" }
          /slurm2:
            get: { operationId: slurm2, tags: [payloads], summary: "As slurm, with ASPAs (draft-ietf-sidrops-aspa-slurm).", parameters: *filters, responses: *slurm }
          /openbgpd:
            get:
              operationId: openbgpd
              tags: [payloads]
              summary: A roa-set of OpenBGPD.
              parameters: *filters
              responses: &text
                "200": { $ref: "#/components/responses/Text" }
                "304": { $ref: "#/components/responses/NotModified" }
                default: { $ref: "#/components/responses/Error" }
          /bird1:
            get: { operationId: bird1, tags: [payloads], summary: "A ROA table of BIRD 1.", parameters: *filters, responses: *text }
          /bird2:
            get: { operationId: bird2, tags: [payloads], summary: "A ROA table of BIRD 2.", parameters: *filters, responses: *text }
          /rpsl:
            get: { operationId: rpsl, tags: [payloads], summary: "A route object for each VRP.", parameters: *filters, responses: *text }
          /summary:
            get: { operationId: summary, tags: [payloads], summary: "How many of what. Filters change nothing here.", parameters: *filters, responses: *text }
          /json-delta:
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
          /json-delta/notify:
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
          /api/v1/explain/{asn}/{prefix}:
            get:
              operationId: explain
              tags: [routes]
              summary: The VRPs that cover a route, with their trust anchors, and what was rejected that would have covered it.
              parameters:
                - { name: asn, in: path, required: true, schema: { $ref: "#/components/schemas/ASN" } }
                - { name: prefix, in: path, required: true, schema: { $ref: "#/components/schemas/Prefix" } }
              responses:
                "200":
                  description: The explanation.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Explanation" } } }
                default: { $ref: "#/components/responses/Error" }
          /api/v1/rejections:
            get:
              operationId: rejections
              tags: [node]
              summary: What the last run did not accept, also where it failed, a page at a time.
              parameters:
                - { name: uri, in: query, description: The beginning of the object's URI., schema: { type: string } }
                - { name: ca, in: query, description: The beginning of the URI of the CA's publication point., schema: { type: string } }
                - { name: ta, in: query, description: The name of the trust anchor., schema: { type: string } }
                - { name: repository, in: query, description: The beginning of the repository's URI., schema: { type: string } }
                - { name: code, in: query, description: "The reason, such as overclaim.", schema: { $ref: "#/components/schemas/Reason" } }
                - { name: level, in: query, schema: { type: string, enum: [rejected, point-kept, warning] } }
                - &offset { name: offset, in: query, schema: { type: integer, minimum: 0, maximum: 1000000000 } }
                - &limit { name: limit, in: query, description: At most 1000., schema: { type: integer, minimum: 0, maximum: 1000000000 } }
              responses:
                "200":
                  description: The rejections, by URI.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Rejections" } } }
                default: { $ref: "#/components/responses/Error" }
          /api/v1/repositories:
            get:
              operationId: repositories
              tags: [node]
              summary: How each repository is fetched, by RRDP and by rsync, a page at a time.
              parameters:
                - { name: uri, in: query, description: The beginning of its URI., schema: { type: string } }
                - { name: transport, in: query, schema: { type: string, enum: [rrdp, rsync] } }
                - { name: state, in: query, schema: { type: string, enum: [updated, unchanged, failed, pending] } }
                - *offset
                - *limit
              responses:
                "200":
                  description: The repositories, by URI.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Repositories" } } }
                default: { $ref: "#/components/responses/Error" }
          /api/v1/status:
            get:
              operationId: apiStatus
              tags: [node]
              summary: All that the node knows of its trust anchors, repositories, routers and itself.
              responses:
                "200":
                  description: The state.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Status" } } }
                default: { $ref: "#/components/responses/Error" }
          /status:
            get:
              operationId: status
              tags: [node]
              summary: The same in short, for people.
              responses:
                "200": { $ref: "#/components/responses/Text" }
                default: { $ref: "#/components/responses/Error" }
          /metrics:
            get:
              operationId: metrics
              tags: [node]
              summary: The same for Prometheus, as OpenMetrics where the client accepts that.
              responses:
                "200":
                  description: Metrics.
                  content:
                    text/plain: { schema: { type: string } }
                    application/openmetrics-text: { schema: { type: string } }
                default: { $ref: "#/components/responses/Error" }
          /version:
            get:
              operationId: version
              tags: [node]
              summary: The program's version.
              responses:
                "200": { $ref: "#/components/responses/Text" }
                default: { $ref: "#/components/responses/Error" }
          /api/v1/alerts:
            get:
              operationId: alerts
              tags: [alerts]
              summary: Alerts about routes that have not ended, the latest first.
              responses:
                "200": { description: A list., content: { application/json: { schema: { $ref: "#/components/schemas/Alerts" } } } }
                default: { $ref: "#/components/responses/Error" }
          /api/v1/alerts/{id}:
            get:
              operationId: alert
              tags: [alerts]
              summary: One of them, with evidence in words and what to do.
              parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: '^[0-9a-f]{16}$' } }]
              responses:
                "200": { description: The alert., content: { application/json: { schema: { $ref: "#/components/schemas/Alert" } } } }
                default: { $ref: "#/components/responses/Error" }
          /health:
            get:
              operationId: health
              tags: [node]
              summary: Whether there are payloads, in time and of a recent run; with alarms.
              responses: &health
                "200": { $ref: "#/components/responses/Health" }
                "503": { $ref: "#/components/responses/Health" }
                default: { $ref: "#/components/responses/Error" }
          /ready:
            get:
              operationId: ready
              tags: [node]
              summary: The same without alarms, for load balancers.
              responses: *health
          /openapi.yaml:
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
}
