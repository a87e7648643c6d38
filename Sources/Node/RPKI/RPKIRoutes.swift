internal import HTTPService

/// The paths of validation: why a route is valid, what was not accepted, and how repositories are fetched.
struct RPKIRoutes: Sendable {
    let state: RPKIState
    let payloadsState: PayloadsState
    let tools: RouteTools

    var answers: AnswerMaker { tools.answers }

    var limits: APILimits { tools.limits }

    /// The path before the AS number and the prefix of a route to explain.
    static let explainPath = "/api/v1/explain/"

    /// The routes that explain validity, and list repositories and rejections.
    var all: ModuleRoutes {
        let routes = [
            HTTPRoute(
                RPKIRoutes.explainPath, parameters: "{asn}/{prefix}", access: .public, answers: .data,
                described: RPKIRoutes.explanationDescription, get: { try await explain($0, $1) }),
            HTTPRoute(
                "/api/v1/rejections", access: .public, answers: .data, described: RPKIRoutes.rejectionListDescription,
                get: { try await rejections($0, $1) }),
            HTTPRoute(
                "/api/v1/repositories", access: .public, answers: .data,
                described: RPKIRoutes.repositoryListDescription,
                get: { try await repositories($0, $1) }),
        ]
        return ModuleRoutes(.validation, routes, RPKIRoutes.validationComponents)
    }
}

// MARK: - Description

extension RPKIRoutes {
    private static let explanationDescription = #"""
        get:
          operationId: explain
          tags: [routes]
          summary: "Explain a route: the VRPs that cover it, with their trust anchors, and the rejected objects that would cover it."
          parameters:
            - { name: asn, in: path, required: true, schema: { $ref: "#/components/schemas/ASN" } }
            - { name: prefix, in: path, required: true, schema: { $ref: "#/components/schemas/Prefix" } }
          responses:
            "200":
              description: The explanation.
              content: { application/json: { schema: { $ref: "#/components/schemas/Explanation" } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let rejectionListDescription = #"""
        get:
          operationId: rejections
          tags: [node]
          summary: Objects that the last refresh rejected (also a failed refresh), in pages.
          parameters:
            - { name: uri, in: query, description: First characters of the object's URI., schema: { type: string } }
            - { name: ca, in: query, description: First characters of the URI of the CA's publication point., schema: { type: string } }
            - { name: ta, in: query, description: Name of the trust anchor., schema: { type: string } }
            - { name: repository, in: query, description: First characters of the repository's URI., schema: { type: string } }
            - { name: code, in: query, description: "Reason for the rejection, such as overclaim.", schema: { $ref: "#/components/schemas/Reason" } }
            - { name: level, in: query, schema: { type: string, enum: [rejected, point-kept, warning] } }
            - &offset { name: offset, in: query, schema: { type: integer, minimum: 0, maximum: 1000000000 } }
            - &limit { name: limit, in: query, description: Maximum number of entries; at most 1000 are returned., schema: { type: integer, minimum: 0, maximum: 1000000000 } }
          responses:
            "200":
              description: The rejections, sorted by URI.
              content: { application/json: { schema: { $ref: "#/components/schemas/Rejections" } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    private static let repositoryListDescription = #"""
        get:
          operationId: repositories
          tags: [node]
          summary: State of each repository, by RRDP and by rsync, in pages.
          parameters:
            - { name: uri, in: query, description: First characters of the repository's URI., schema: { type: string } }
            - { name: transport, in: query, schema: { type: string, enum: [rrdp, rsync] } }
            - { name: state, in: query, schema: { type: string, enum: [updated, unchanged, failed, pending] } }
            - *offset
            - *limit
          responses:
            "200":
              description: The repositories, sorted by URI.
              content: { application/json: { schema: { $ref: "#/components/schemas/Repositories" } } }
            default: { $ref: "#/components/responses/Error" }
        """#

    /// The components to which the descriptions of these routes refer.
    static let validationComponents = OpenAPIComponents(
        schemas: #"""
            Reason:
              type: string
              enum:
                [
                  der-truncated, der-length, der-tag, der-trailing-data, der-integer, der-boolean, der-bit-string,
                  der-string, der-time, der-object-identifier, der-set-order, size-limit, count-limit, unknown-kind,
                  version, serial-number, signature-algorithm, issuer-name, subject-name, validity-period, time-type,
                  public-key, unique-identifier, unknown-extension, duplicate-extension, basic-constraints,
                  subject-key-identifier, authority-key-identifier, key-usage, extended-key-usage,
                  crl-distribution-points, authority-information-access, subject-information-access,
                  certificate-policies, ip-resources, as-resources, no-resources, crl-times, crl-extension, crl-number,
                  crl-entry, content-type, digest-algorithm, embedded-certificate, embedded-crl, signer-info,
                  signer-identifier, signed-attributes, message-digest, unsigned-attributes, content-version,
                  manifest-number, manifest-times, manifest-hash, manifest-file, as-identifier, address-family, prefix,
                  max-length, providers, vcard, check-list, trust-anchor-key, trust-anchor-locator, signature,
                  issuer-mismatch, key-mismatch, not-yet-valid, expired, revoked, overclaim, loop, depth-limit,
                  content-outside-certificate, missing, hash-mismatch, manifest-regression, manifest-renamed,
                  crl-not-listed, misplaced, skip-list, trust-anchor-constraint, stale, unreachable,
                  trust-anchor-key-mismatch
                ]
            Rejection:
              type: object
              required: [uri, hash, level, reason, rfc, section, detail, since, trustAnchor, repository]
              properties:
                uri: { type: string }
                hash: { type: [string, "null"], description: SHA-256 of the object. }
                level: { type: string, enum: [rejected, point-kept, warning] }
                reason: { type: string }
                rfc: { type: string }
                section: { type: [string, "null"] }
                octet: { type: [integer, "null"] }
                detail: { type: string }
                since: { $ref: "#/components/schemas/Time" }
                trustAnchor: { type: [string, "null"] }
                repository: { type: [string, "null"] }
            Rejections:
              type: object
              required: [date, failure, total, notListed, offset, rejections]
              properties:
                date: { type: [string, "null"], description: Start time of the refresh. }
                failure: { type: [string, "null"], description: Reason for the failure of the refresh; null if it succeeded. }
                total: { type: integer, description: Number of rejections that match the parameters. }
                notListed: { type: integer, description: Number of rejections that were counted but not stored. }
                offset: { type: integer }
                rejections: { type: array, items: { $ref: "#/components/schemas/Rejection" } }
            Repositories:
              type: object
              required: [total, offset, repositories]
              properties:
                total: { type: integer }
                offset: { type: integer }
                repositories:
                  type: array
                  items:
                    type: object
                    required: [uri, transport, state]
                    properties:
                      uri: { type: string }
                      transport: { type: string, enum: [rrdp, rsync] }
                      state: { type: string, enum: [updated, unchanged, failed, pending] }
                      failure: { type: [string, "null"] }
                      failingSince: { type: [string, "null"] }
                      lastAttempt: { type: [string, "null"] }
                      lastSuccess: { type: [string, "null"] }
                      age: { type: [number, "null"] }
                      duration: { type: [number, "null"] }
                      session: { type: [string, "null"] }
                      serial: { type: [integer, "null"] }
                      objects: { type: integer }
                      octets: { type: integer }
            Explanation:
              type: object
              required: [asn, prefix, state, covering, vrps, rejected]
              properties:
                asn: { $ref: "#/components/schemas/ASN" }
                prefix: { $ref: "#/components/schemas/Prefix" }
                state: { type: string, enum: [valid, invalid, not-found] }
                serial: { type: integer }
                date: { $ref: "#/components/schemas/Time" }
                covering: { type: integer, description: Number of VRPs that cover the route; at most 1000 are listed. }
                vrps: { type: array, items: { type: object } }
                rejected: { type: array, items: { type: object }, description: "Rejections, with the AS and the prefixes of a ROA." }
            """#)
}
