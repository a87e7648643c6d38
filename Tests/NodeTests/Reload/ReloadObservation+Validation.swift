import ConfigurationKeys
import RPKIObjects

@testable import Node
@testable import RPKIValidation

extension ReloadObservation {
    /// What each walk is told when it begins.
    static let validated: [ReloadObservation] = [
        validating("rpki.workers", "3", \.workers),
        validating("rpki.max-depth", "7", \.validation.depth),
        validating("rpki.strict", "true", \.validation.decoding.isStrict),
        validating("rpki.validation.points", "7", \.validation.points),
        validating("rpki.validation.key-points", "7", \.validation.keyPoints),
        validating("rpki.validation.objects", "7", \.validation.objects),
        validating("rpki.validation.point-size", "2MB", \.validation.pointOctets),
        validating("rpki.validation.object-size", "2MB", \.validation.decoding.objectSize),
        validating("rpki.validation.manifest-files", "7", \.validation.decoding.manifestFiles),
        validating("rpki.validation.providers", "7", \.validation.decoding.providers),
        validating("rpki.validation.prefixes", "7", \.validation.decoding.prefixes),
        validating("rpki.validation.resource-ranges", "7", \.validation.decoding.resourceRanges),
        validating("rpki.validation.locations", "7", \.validation.decoding.locations),
        validating("rpki.validation.router-numbers", "7", \.validation.decoding.routerNumbers),
        validating("rpki.validation.revocations", "7", \.validation.decoding.revocations),
        validating("rpki.validation.authority-vrps", "7", \.validation.authorityVRPs),
        validating("rpki.validation.repository-vrps", "7", \.validation.repositoryVRPs),
        validating("rpki.validation.anchor-vrps", "7", \.validation.anchorVRPs),
        validating("rpki.validation.total-vrps", "7", \.validation.totalVRPs),
        validating("rpki.validation.authority-aspas", "7", \.validation.authorityASPAs),
        validating("rpki.validation.repository-aspas", "7", \.validation.repositoryASPAs),
        validating("rpki.validation.anchor-aspas", "7", \.validation.anchorASPAs),
        validating("rpki.validation.total-aspas", "7", \.validation.totalASPAs),
        validating("rpki.validation.authority-router-keys", "7", \.validation.authorityRouterKeys),
        validating("rpki.validation.repository-router-keys", "7", \.validation.repositoryRouterKeys),
        validating("rpki.validation.anchor-router-keys", "7", \.validation.anchorRouterKeys),
        validating("rpki.validation.total-router-keys", "7", \.validation.totalRouterKeys),
        validating("rpki.validation.authority-rejections", "7", \.validation.authorityRejections),
        validating("rpki.validation.repository-rejections", "7", \.validation.repositoryRejections),
        validating("rpki.validation.anchor-rejections", "7", \.validation.anchorRejections),
        validating("rpki.validation.total-rejections", "7", \.validation.totalRejections),
    ]

    private static func validating<Value>(
        _ key: String, _ value: String, _ limit: any KeyPath<RPKISection, Value> & Sendable
    ) -> ReloadObservation {
        .init(key, value) { "\(await $0.engine.loaded.configuration.rpki[keyPath: limit])" }
    }
}
