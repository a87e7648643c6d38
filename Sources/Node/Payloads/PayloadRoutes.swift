internal import HTTPService
internal import ValidatedPayloads

extension PayloadsRoutes {
    /// The formats that have a path, which is their name.
    static let formats: [PayloadFormat] = [
        .csv, .csvcompat, .csvext, .json, .jsonext, .slurm, .slurm2, .openbgpd, .bird1, .bird2, .rpsl, .summary,
    ]

    /// All or some of the payloads, in each format.
    var payloadRoutes: [HTTPRoute] {
        PayloadsRoutes.formats.map { format in
            HTTPRoute(
                "/\(format.rawValue)", access: .public, answers: .data,
                described: PayloadsRoutes.description(of: format),
                get: { try await payloads(format, $0, $1) })
        }
    }
}

// MARK: - Description

extension PayloadsRoutes {
    /// The operations of each format. A later one refers to what an earlier one says.
    private static func description(of format: PayloadFormat) -> String {
        switch format {
        case .csv:
            #"""
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
            """#
        case .csvcompat:
            #"""
            get: { operationId: csvcompat, tags: [payloads], summary: "As csv, every field in quotes.", parameters: *filters, responses: *table }
            """#
        case .csvext:
            #"""
            get: { operationId: csvext, tags: [payloads], summary: "URI, AS, prefix, maximum length, validity of the ROA's certificate.", parameters: *filters, responses: *table }
            """#
        case .json:
            #"""
            get:
              operationId: json
              tags: [payloads]
              summary: Every payload with its trust anchor.
              parameters: *filters
              responses: &json
                "200": { $ref: "#/components/responses/Payloads" }
                "304": { $ref: "#/components/responses/NotModified" }
                default: { $ref: "#/components/responses/Error" }
            """#
        case .jsonext:
            #"""
            get: { operationId: jsonext, tags: [payloads], summary: "Every payload with all its sources.", parameters: *filters, responses: *json }
            """#
        case .slurm:
            #"""
            get:
              operationId: slurm
              tags: [payloads]
              summary: VRPs and router keys as local assertions (RFC 8416).
              parameters: *filters
              responses: &slurm
                "200": { $ref: "#/components/responses/SLURM" }
                "304": { $ref: "#/components/responses/NotModified" }
                default: { $ref: "#/components/responses/Error" }
            """#
        case .slurm2:
            #"""
            get: { operationId: slurm2, tags: [payloads], summary: "As slurm, with ASPAs (draft-ietf-sidrops-aspa-slurm).", parameters: *filters, responses: *slurm }
            """#
        case .openbgpd:
            #"""
            get:
              operationId: openbgpd
              tags: [payloads]
              summary: A roa-set of OpenBGPD.
              parameters: *filters
              responses: &text
                "200": { $ref: "#/components/responses/Text" }
                "304": { $ref: "#/components/responses/NotModified" }
                default: { $ref: "#/components/responses/Error" }
            """#
        case .bird1:
            #"""
            get: { operationId: bird1, tags: [payloads], summary: "A ROA table of BIRD 1.", parameters: *filters, responses: *text }
            """#
        case .bird2:
            #"""
            get: { operationId: bird2, tags: [payloads], summary: "A ROA table of BIRD 2.", parameters: *filters, responses: *text }
            """#
        case .rpsl:
            #"""
            get: { operationId: rpsl, tags: [payloads], summary: "A route object for each VRP.", parameters: *filters, responses: *text }
            """#
        case .summary:
            #"""
            get: { operationId: summary, tags: [payloads], summary: "Number of payloads of each kind. Filters have no effect.", parameters: *filters, responses: *text }
            """#
        case .none, .rpkiClientJSON, .rpkiClientCSV: ""
        }
    }

    /// The components to which the descriptions of these routes refer.
    static let payloadComponents = OpenAPIComponents(
        parameters: #"""
            SelectASN:
              name: select-asn
              in: query
              description: Only payloads of this AS. If several selections are given, a payload must match one of them.
              schema: &asns { type: array, items: { $ref: "#/components/schemas/ASN" } }
            FilterASN: { name: filter-asn, in: query, description: Alias of select-asn., schema: *asns }
            SelectPrefix:
              name: select-prefix
              in: query
              description: Only VRPs whose prefix covers this prefix.
              schema: &prefixes { type: array, items: { $ref: "#/components/schemas/Prefix" } }
            FilterPrefix: { name: filter-prefix, in: query, description: Alias of select-prefix., schema: *prefixes }
            Include:
              name: include
              in: query
              description: Also VRPs whose prefix is more specific than a selected prefix.
              schema: { type: string, enum: [more-specifics] }
            Exclude:
              name: exclude
              in: query
              description: Kinds of payloads to exclude.
              schema: { type: array, items: { type: string, enum: [routeOrigins, routerKeys, aspas] } }
            TrustAnchor:
              name: ta
              in: query
              description: Only payloads of these trust anchors; N/A for local exceptions.
              schema: { type: array, items: { type: string } }
            """#,
        responses: #"""
            Table:
              description: A table with a header line.
              headers: &cached
                ETag: { $ref: "#/components/headers/ETag" }
                Last-Modified: { $ref: "#/components/headers/LastModified" }
                Content-Encoding: { $ref: "#/components/headers/ContentEncoding" }
              content: { text/csv: { schema: { type: string } } }
            Payloads:
              description: The payloads. Kinds without payloads are omitted.
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
            """#,
        schemas: #"""
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
            """#)
}
