/// The description of the API that `GET /openapi.yaml` gives. Scripts/openapi.py writes it from Docs/openapi.yaml.
enum OpenAPIDocument {
    static let yaml = #"""
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
        components:
          parameters:
            SelectASN:
              name: select-asn
              in: query
              description: Payloads of this AS. Selections add up.
              schema: &asns { type: array, items: { $ref: "#/components/schemas/ASN" } }
            FilterASN: { name: filter-asn, in: query, description: The same as select-asn., schema: *asns }
            SelectPrefix:
              name: select-prefix
              in: query
              description: VRPs whose prefix covers this one.
              schema: &prefixes { type: array, items: { $ref: "#/components/schemas/Prefix" } }
            FilterPrefix: { name: filter-prefix, in: query, description: The same as select-prefix., schema: *prefixes }
            Include:
              name: include
              in: query
              description: Also VRPs whose prefix is covered by a selected one.
              schema: { type: string, enum: [more-specifics] }
            Exclude:
              name: exclude
              in: query
              description: Kinds of payloads to leave out.
              schema: { type: array, items: { type: string, enum: [routeOrigins, routerKeys, aspas] } }
            TrustAnchor:
              name: ta
              in: query
              description: Only payloads of these trust anchors; N/A for local exceptions.
              schema: { type: array, items: { type: string } }
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
          headers:
            ETag: { description: The strong tag of these octets., schema: { type: string } }
            LastModified: { description: When the payloads were validated., schema: { type: string } }
            ContentEncoding: { description: gzip where the client accepts it., schema: { type: string } }
          responses:
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
            Table:
              description: A table with a header line.
              headers: &cached
                ETag: { $ref: "#/components/headers/ETag" }
                Last-Modified: { $ref: "#/components/headers/LastModified" }
                Content-Encoding: { $ref: "#/components/headers/ContentEncoding" }
              content: { text/csv: { schema: { type: string } } }
            Payloads:
              description: The payloads; a kind of which there is none is left out.
              headers: *cached
              content: { application/json: { schema: { $ref: "#/components/schemas/Payloads" } } }
            SLURM:
              description: A SLURM file with assertions and no filters.
              headers: *cached
              content:
                application/json:
                  schema:
                    type: object
                    required: [slurmVersion, validationOutputFilters, locallyAddedAssertions]
                    properties:
                      slurmVersion: { type: integer, enum: [1, 2] }
                      validationOutputFilters: { type: object }
                      locallyAddedAssertions: { type: object }
            Text:
              description: Lines of text.
              content: { text/plain: { schema: { type: string } } }
            Delta:
              description: What was announced and withdrawn, or with reset all that there is.
              headers: *cached
              content: { application/json: { schema: { $ref: "#/components/schemas/Delta" } } }
            Health:
              description: ok, or what is wrong.
              content: { application/json: { schema: { $ref: "#/components/schemas/Health" } } }
            NotModified: { description: The client has the current octets. }
            Error:
              description: Why there is no other answer.
              content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } }
          schemas:
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
            Alerts: { type: object, required: [alerts], properties: { alerts: { type: array, items: { $ref: "#/components/schemas/Alert" } } } }
            Alert:
              type: object
              required: [id, class, state, severity, subject, offender, raised, changed, acknowledged, peersWithRoute, summary]
              properties:
                state: { type: string, enum: [active, dormant, ended, withdrawn] }
                severity: { type: string, enum: [information, low, medium, high, critical] }
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
            Payloads:
              type: object
              required: [metadata]
              properties:
                metadata:
                  type: object
                  required: [generated, generatedTime]
                  properties: { generated: { type: integer }, generatedTime: { $ref: "#/components/schemas/Time" } }
                roas: { type: array, items: { type: object, required: [asn, prefix, maxLength] } }
                routerKeys: { type: array, items: { type: object, required: [asn, SKI, routerPublicKey] } }
                aspas: { type: array, items: { type: object, required: [customer, providers] } }
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
                age: { type: [number, "null"], description: Seconds since the run that gave the payloads. }
                stored: { type: [boolean, "null"] }
            Error:
              type: object
              required: [error]
              properties:
                error: { type: string }
                parameter: { type: string, description: The parameter or member that is wrong. }

        """#
}
