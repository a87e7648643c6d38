internal import Foundation
internal import NumberResources
public import RPKITesting

/// The RPKI of the demo: the registry of the Faro islands, and that of the economies around them, each with its trust anchor.
public struct DemoRepositories: Sendable {
    /// What is published, that of Faro first.
    public let published: [TestRepository]
    /// The results that a validator should find.
    let expected: [ExpectedPayloads.VRP]

    /// Signed long enough before `at` for the replay to begin, and good for a week after it.
    init(_ organisations: [DemoOrganisation], chance: DemoChance, at: Date) throws {
        let keys = KeyPool()
        let signed = at.addingTimeInterval(-8 * 3600)
        var plans = [
            try FaroRepository.plan(at: signed, until: at, keys: keys),
            NeighbourRepository(organisations: organisations, chance: chance).plan(at: signed, keys: keys),
        ]
        for index in plans.indices { plans[index].prolong(until: at.addingTimeInterval(7 * 86_400)) }
        published = try plans.map { try $0.build() }
        expected = published.flatMap(\.expected.vrps).sorted { ($0.prefix, $0.asn) < ($1.prefix, $1.asn) }
    }

    /// Writes all files as HOST/MODULE/PATH to `folder`, and the locators next to it; returns the paths of these.
    public func write(to folder: String, locators: String) throws -> [String] {
        try published.map { repository in
            try repository.write(to: folder)
            return try repository.writeTAL(to: locators)
        }
    }

    /// Whether a route is invalid by the payloads (RFC 6811 section 2).
    func isInvalid(_ prefix: IPPrefix, by origin: ASN) -> Bool {
        let covering = expected.filter { $0.prefix.covers(prefix) }
        return !covering.isEmpty && !covering.contains { $0.asn == origin && Int(prefix.length) <= $0.maxLength }
    }

    /// Whether a payload says anything of a prefix.
    func isCovered(_ prefix: IPPrefix) -> Bool {
        expected.contains { $0.prefix.covers(prefix) }
    }
}

extension RepositoryPlan {
    /// Lets manifests and CRLs live longer, but for those that are over already.
    fileprivate mutating func prolong(until date: Date) {
        for authority in allAuthorities where self[authority].nextUpdate > now { self[authority].nextUpdate = date }
    }
}
