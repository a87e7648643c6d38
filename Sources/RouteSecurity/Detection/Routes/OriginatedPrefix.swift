import NumberResources

/// A prefix and an AS that originates it, or may.
struct OriginatedPrefix: Hashable, Sendable, Codable {
    let prefix: IPPrefix
    let origin: ASN
}
