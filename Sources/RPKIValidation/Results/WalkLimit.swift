internal import RPKIObjects

/// A limit on objects or on the walk, by its name in `Docs/Limits.md`.
public enum WalkLimit: String, Hashable, Sendable, CaseIterable {
    case depth, points, keyPoints, objects, pointOctets
    case authorityVRPs, repositoryVRPs, anchorVRPs, totalVRPs
    case authorityASPAs, repositoryASPAs, anchorASPAs, totalASPAs
    case authorityRouterKeys, repositoryRouterKeys, anchorRouterKeys, totalRouterKeys
    case authorityRejections, repositoryRejections, anchorRejections, totalRejections
    case objectSize, manifestFiles, providers, prefixes, resourceRanges, locations, routerNumbers, revocations, berDepth

    /// The limit that an object was refused by; `nil` when it was refused for another reason.
    init?(_ error: ObjectError) {
        guard error.rule.document == WalkLimit.document else { return nil }
        let words = error.detail.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        // The last one: what there is too much of may have the name of another limit.
        guard let limit = words.reversed().lazy.compactMap({ WalkLimit(rawValue: String($0)) }).first else {
            return nil
        }
        self = limit
    }

    /// The document that describes the limits: the `rfc` of their rejections.
    static let document = "Docs/Limits.md"

    /// The property that sets it.
    public var path: WritableKeyPath<ValidationLimits, Int> {
        switch self {
        case .depth: \.depth
        case .points: \.points
        case .keyPoints: \.keyPoints
        case .objects: \.objects
        case .pointOctets: \.pointOctets
        case .authorityVRPs: \.authorityVRPs
        case .repositoryVRPs: \.repositoryVRPs
        case .anchorVRPs: \.anchorVRPs
        case .totalVRPs: \.totalVRPs
        case .authorityASPAs: \.authorityASPAs
        case .repositoryASPAs: \.repositoryASPAs
        case .anchorASPAs: \.anchorASPAs
        case .totalASPAs: \.totalASPAs
        case .authorityRouterKeys: \.authorityRouterKeys
        case .repositoryRouterKeys: \.repositoryRouterKeys
        case .anchorRouterKeys: \.anchorRouterKeys
        case .totalRouterKeys: \.totalRouterKeys
        case .authorityRejections: \.authorityRejections
        case .repositoryRejections: \.repositoryRejections
        case .anchorRejections: \.anchorRejections
        case .totalRejections: \.totalRejections
        case .objectSize: \.decoding.objectSize
        case .manifestFiles: \.decoding.manifestFiles
        case .providers: \.decoding.providers
        case .prefixes: \.decoding.prefixes
        case .resourceRanges: \.decoding.resourceRanges
        case .locations: \.decoding.locations
        case .routerNumbers: \.decoding.routerNumbers
        case .revocations: \.decoding.revocations
        case .berDepth: \.decoding.berDepth
        }
    }

    /// The name, as a constant of the program.
    public var name: StaticString {
        switch self {
        case .depth: "depth"
        case .points: "points"
        case .keyPoints: "keyPoints"
        case .objects: "objects"
        case .pointOctets: "pointOctets"
        case .authorityVRPs: "authorityVRPs"
        case .repositoryVRPs: "repositoryVRPs"
        case .anchorVRPs: "anchorVRPs"
        case .totalVRPs: "totalVRPs"
        case .authorityASPAs: "authorityASPAs"
        case .repositoryASPAs: "repositoryASPAs"
        case .anchorASPAs: "anchorASPAs"
        case .totalASPAs: "totalASPAs"
        case .authorityRouterKeys: "authorityRouterKeys"
        case .repositoryRouterKeys: "repositoryRouterKeys"
        case .anchorRouterKeys: "anchorRouterKeys"
        case .totalRouterKeys: "totalRouterKeys"
        case .authorityRejections: "authorityRejections"
        case .repositoryRejections: "repositoryRejections"
        case .anchorRejections: "anchorRejections"
        case .totalRejections: "totalRejections"
        case .objectSize: "objectSize"
        case .manifestFiles: "manifestFiles"
        case .providers: "providers"
        case .prefixes: "prefixes"
        case .resourceRanges: "resourceRanges"
        case .locations: "locations"
        case .routerNumbers: "routerNumbers"
        case .revocations: "revocations"
        case .berDepth: "berDepth"
        }
    }
}

extension ObjectError {
    /// The refusal of what is beyond a limit.
    static func limit(_ limit: WalkLimit, _ detail: String, code: Code = .count) -> ObjectError {
        ObjectError(code, Rule(WalkLimit.document, ""), "\(detail), the limit \(limit.rawValue)")
    }
}
