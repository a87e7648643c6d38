internal import ConfigurationKeys
internal import RPKIObjects
internal import RPKIValidation

extension RPKISection {
    /// The limits of `Docs/Limits.md`.
    static let validating: [ConfigurationKey<RPKISection>] =
        [
            .init(
                "workers", \.workers, ValueKind.number(1...1024).optional(none: "auto"),
                "Publication points validated simultaneously; auto is one per core."),
            .init(
                "max-depth", \.validation.depth, .number(1...1000),
                "Certificates from a trust anchor down to the deepest CA."),
            .init(
                "strict", \.validation.decoding.isStrict, .boolean,
                "Refuse objects with names in UTF8String; if false, they are used and reported as warnings."
            ),
            .init(
                "validation.points", \.validation.points, .number(1...1_000_000_000),
                "Publication points under one trust anchor."),
            .init(
                "validation.key-points", \.validation.keyPoints, .number(1...1_000_000),
                "Publication points of one CA's key that the certificates of one issuer lead to."),
            .init(
                "validation.objects", \.validation.objects, .number(1...1_000_000_000),
                "Objects under one trust anchor."),
            .init(
                "validation.point-size", \.validation.pointOctets, .size(1_000_000...1_000_000_000_000),
                "Octets of one publication point."),
            .init(
                "validation.object-size", \.validation.decoding.objectSize, .size(10_000...1_000_000_000),
                "Octets of one object."),
            .init(
                "validation.manifest-files", \.validation.decoding.manifestFiles, .number(1...10_000_000),
                "Files on a manifest."),
            .init(
                "validation.providers", \.validation.decoding.providers, .number(1...1_000_000),
                "Providers of an ASPA."),
            .init(
                "validation.prefixes", \.validation.decoding.prefixes, .number(1...10_000_000),
                "Prefixes of a ROA or signed prefix list."),
            .init(
                "validation.resource-ranges", \.validation.decoding.resourceRanges, .number(1...10_000_000),
                "Address blocks of one family, or AS ranges, of a certificate."),
            .init(
                "validation.locations", \.validation.decoding.locations, .number(1...10_000),
                "Further URIs of one thing in a certificate."),
            .init(
                "validation.router-numbers", \.validation.decoding.routerNumbers, .number(1...100_000),
                "AS numbers of a BGPsec router's certificate."),
            .init(
                "validation.revocations", \.validation.decoding.revocations, .number(1...100_000_000),
                "Certificates that a CRL revokes."),
        ] + sums

    /// Sums over CAs, and how many rejections are described.
    private static let sums: [ConfigurationKey<RPKISection>] = [
        sum("authority-vrps", \.authorityVRPs, "VRPs of one CA."),
        sum("repository-vrps", \.repositoryVRPs, "VRPs of the CAs of one repository."),
        sum("anchor-vrps", \.anchorVRPs, "VRPs under one trust anchor."),
        sum("total-vrps", \.totalVRPs, "VRPs in all."),
        sum("authority-aspas", \.authorityASPAs, "ASPAs of one CA."),
        sum("repository-aspas", \.repositoryASPAs, "ASPAs of the CAs of one repository."),
        sum("anchor-aspas", \.anchorASPAs, "ASPAs under one trust anchor."),
        sum("total-aspas", \.totalASPAs, "ASPAs in all."),
        sum("authority-router-keys", \.authorityRouterKeys, "Router keys of one CA."),
        sum("repository-router-keys", \.repositoryRouterKeys, "Router keys of the CAs of one repository."),
        sum("anchor-router-keys", \.anchorRouterKeys, "Router keys under one trust anchor."),
        sum("total-router-keys", \.totalRouterKeys, "Router keys in all."),
        sum(
            "authority-rejections", \.authorityRejections,
            "Rejections of one CA that are described; others are counted."),
        sum("repository-rejections", \.repositoryRejections, "The same of the CAs of one repository."),
        sum("anchor-rejections", \.anchorRejections, "The same under one trust anchor."),
        sum("total-rejections", \.totalRejections, "The same in all."),
    ]

    private static func sum(
        _ name: String, _ path: any WritableKeyPath<ValidationLimits, Int> & Sendable, _ text: String
    ) -> ConfigurationKey<RPKISection> {
        .init(
            "validation.\(name)", in: \.validation, path, .number(1...1_000_000_000), text)
    }
}
