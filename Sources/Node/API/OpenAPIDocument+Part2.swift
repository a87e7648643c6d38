// Scripts/openapi.py writes this from Docs/openapi.yaml.

extension OpenAPIDocument {
    static let part2 = #"""
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
                date: { type: [string, "null"], description: When the run began. }
                failure: { type: [string, "null"], description: Why the run gave no payloads. }
                total: { type: integer, description: How many fit the parameters. }
                notListed: { type: integer, description: How many more there were than are kept. }
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
                covering: { type: integer, description: How many VRPs cover the route; 1000 are listed. }
                vrps: { type: array, items: { type: object } }
                rejected: { type: array, items: { type: object }, description: "Rejections, with the AS and the prefixes of a ROA." }
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
