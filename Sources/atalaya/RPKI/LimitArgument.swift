internal import ArgumentParser
internal import RPKIObjects
internal import RPKIValidation

/// `NAME=NUMBER`: one of the limits of `Docs/Limits.md`, by its name there.
struct LimitArgument: ExpressibleByArgument {
    let path: WritableKeyPath<ValidationLimits, Int>
    let value: Int

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let path = LimitArgument.path(String(parts[0])), let value = Int(parts[1]),
            (1...1_000_000_000_000).contains(value)
        else { return nil }
        self.path = path
        self.value = value
    }

    static let names = [
        "depth", "points", "objects", "pointOctets", "objectSize", "manifestFiles", "providers", "prefixes",
        "resourceRanges", "locations", "routerNumbers", "revocations", "berDepth",
    ]

    private static func path(_ name: String) -> WritableKeyPath<ValidationLimits, Int>? {
        switch name {
        case "depth": \.depth
        case "points": \.points
        case "objects": \.objects
        case "pointOctets": \.pointOctets
        case "objectSize": \.decoding.objectSize
        case "manifestFiles": \.decoding.manifestFiles
        case "providers": \.decoding.providers
        case "prefixes": \.decoding.prefixes
        case "resourceRanges": \.decoding.resourceRanges
        case "locations": \.decoding.locations
        case "routerNumbers": \.decoding.routerNumbers
        case "revocations": \.decoding.revocations
        case "berDepth": \.decoding.berDepth
        default: nil
        }
    }
}
