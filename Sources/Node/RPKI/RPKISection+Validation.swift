internal import ConfigurationKeys
internal import RPKIObjects
internal import RPKIValidation

extension RPKISection {
    /// The limits of `Docs/Limits.md`.
    static let validating: [ConfigurationKey<RPKISection>] =
        [
            .init(
                "workers", \.workers, ValueKind.number(1...1024).optional(none: "auto"),
                "Number of publication points to validate simultaneously; auto: one per core."),
            .init(
                "max-depth", \.validation.depth, .number(1...1000),
                "Maximum number of certificates from a trust anchor down to the deepest CA."),
            .init(
                "strict", \.validation.decoding.isStrict, .boolean,
                "Refuse objects with names in UTF8String; if false, they are used and reported as warnings."
            ),
            .init(
                "validation.points", \.validation.points, .number(1...1_000_000_000),
                "Maximum number of publication points under one trust anchor."),
            .init(
                "validation.key-points", \.validation.keyPoints, .number(1...1_000_000),
                "Maximum number of publication points for one CA key in the certificates of one issuer."),
            .init(
                "validation.objects", \.validation.objects, .number(1...1_000_000_000),
                "Maximum number of objects under one trust anchor."),
            .init(
                "validation.point-size", \.validation.pointOctets, .size(1_000_000...1_000_000_000_000),
                "Maximum size of one publication point."),
            .init(
                "validation.object-size", \.validation.decoding.objectSize, .size(10_000...1_000_000_000),
                "Maximum size of one object."),
            .init(
                "validation.manifest-files", \.validation.decoding.manifestFiles, .number(1...10_000_000),
                "Maximum number of files on a manifest."),
            .init(
                "validation.providers", \.validation.decoding.providers, .number(1...1_000_000),
                "Maximum number of providers of an ASPA."),
            .init(
                "validation.prefixes", \.validation.decoding.prefixes, .number(1...10_000_000),
                "Maximum number of prefixes of a ROA or signed prefix list."),
            .init(
                "validation.resource-ranges", \.validation.decoding.resourceRanges, .number(1...10_000_000),
                "Maximum number of address blocks of one family, and of AS ranges, in a certificate."),
            .init(
                "validation.locations", \.validation.decoding.locations, .number(1...10_000),
                "Maximum number of URIs for the same location in a certificate."),
            .init(
                "validation.router-numbers", \.validation.decoding.routerNumbers, .number(1...100_000),
                "Maximum number of AS numbers in the certificate of a BGPsec router."),
            .init(
                "validation.revocations", \.validation.decoding.revocations, .number(1...100_000_000),
                "Maximum number of certificates that a CRL revokes."),
        ] + sums

    /// Sums over CAs, and how many rejections are described.
    private static let sums: [ConfigurationKey<RPKISection>] = [
        sum("authority-vrps", \.authorityVRPs, "Maximum number of VRPs of one CA."),
        sum("repository-vrps", \.repositoryVRPs, "Maximum number of VRPs of the CAs of one repository."),
        sum("anchor-vrps", \.anchorVRPs, "Maximum number of VRPs under one trust anchor."),
        sum("total-vrps", \.totalVRPs, "Maximum number of VRPs in total."),
        sum("authority-aspas", \.authorityASPAs, "Maximum number of ASPAs of one CA."),
        sum("repository-aspas", \.repositoryASPAs, "Maximum number of ASPAs of the CAs of one repository."),
        sum("anchor-aspas", \.anchorASPAs, "Maximum number of ASPAs under one trust anchor."),
        sum("total-aspas", \.totalASPAs, "Maximum number of ASPAs in total."),
        sum("authority-router-keys", \.authorityRouterKeys, "Maximum number of router keys of one CA."),
        sum(
            "repository-router-keys", \.repositoryRouterKeys,
            "Maximum number of router keys of the CAs of one repository."),
        sum("anchor-router-keys", \.anchorRouterKeys, "Maximum number of router keys under one trust anchor."),
        sum("total-router-keys", \.totalRouterKeys, "Maximum number of router keys in total."),
        sum(
            "authority-rejections", \.authorityRejections,
            "Maximum number of rejections of one CA to list; further ones are only counted."),
        sum(
            "repository-rejections", \.repositoryRejections,
            "Maximum number of rejections to list for the CAs of one repository."),
        sum("anchor-rejections", \.anchorRejections, "Maximum number of rejections to list under one trust anchor."),
        sum("total-rejections", \.totalRejections, "Maximum number of rejections to list in total."),
    ]

    private static func sum(
        _ name: String, _ path: any WritableKeyPath<ValidationLimits, Int> & Sendable, _ text: String
    ) -> ConfigurationKey<RPKISection> {
        .init(
            "validation.\(name)", in: \.validation, path, .number(1...1_000_000_000), text)
    }
}
