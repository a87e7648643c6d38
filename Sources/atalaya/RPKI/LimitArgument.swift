internal import ArgumentParser
internal import RPKIValidation

/// `NAME=NUMBER`: one of the limits of `Docs/Limits.md`, by its name there.
struct LimitArgument: ExpressibleByArgument {
    let path: WritableKeyPath<ValidationLimits, Int>
    let value: Int

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let limit = WalkLimit(rawValue: String(parts[0])), let value = Int(parts[1]),
            (1...1_000_000_000_000).contains(value)
        else { return nil }
        path = limit.path
        self.value = value
    }

    static let names = WalkLimit.allCases.map(\.rawValue)
}
