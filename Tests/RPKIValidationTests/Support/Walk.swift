import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import ValidatedPayloads

/// Validating repositories that tests make.
enum Walk {
    static let now = Date(timeIntervalSince1970: 1_780_000_000)
    static let hour: TimeInterval = 3600
    static let day: TimeInterval = 86_400

    /// Keys are made once for all tests.
    static let keys = KeyPool()

    static func plan(
        _ name: String = "example", host: String = "rpki.example.net", resources: Resources = .all, keys: KeyPool? = nil
    ) -> RepositoryPlan {
        RepositoryPlan(trustAnchor: name, host: host, at: now, resources: resources, keys: keys ?? Walk.keys)
    }

    /// A trust anchor above `isp`, which has a ROA, an ASPA and a customer, and above `other`, which has a ROA.
    static func sample() -> (RepositoryPlan, isp: AuthorityID) {
        var repository = plan()
        let isp = repository.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/24 2001:db8::/32")
        repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24-26", "2001:db8::/32-48"])
        repository.addROA(in: isp, asn: 64497, ["192.0.2.128/25"])
        repository.addASPA(in: isp, customer: 64496, providers: [64498, 64499])
        let customer = repository.addCA("customer", in: isp, resources: "AS64500 192.0.2.0/26")
        repository.addROA(in: customer, asn: 64500, ["192.0.2.0/26"])
        let other = repository.addCA("other", resources: "AS64510 198.51.100.0/24")
        repository.addROA(in: other, asn: 64510, ["198.51.100.0/24"])
        return (repository, isp)
    }

    static func run(
        _ repository: TestRepository, at date: Date? = nil, store: (any VerdictStore)? = nil, workers: Int = 1,
        limits: ValidationLimits = .init()
    ) async throws -> ValidationRun {
        try await run(
            MemorySource(repository), [locator(of: repository)], at: date ?? repository.now, store: store,
            workers: workers, limits: limits)
    }

    static func run(
        _ plan: RepositoryPlan, at date: Date? = nil, store: (any VerdictStore)? = nil, workers: Int = 1,
        limits: ValidationLimits = .init()
    ) async throws -> ValidationRun {
        try await run(plan.build(), at: date, store: store, workers: workers, limits: limits)
    }

    static func run(
        _ source: MemorySource, _ locators: [TrustAnchorLocator], at date: Date, store: (any VerdictStore)? = nil,
        workers: Int = 1, limits: ValidationLimits = .init()
    ) async throws -> ValidationRun {
        try await Validator(source: source, store: store, limits: limits, workers: workers)
            .run(from: locators, at: date, recordsIssuers: true)
    }

    static func locator(of repository: TestRepository) throws -> TrustAnchorLocator {
        try TrustAnchorLocator(decoding: Array(repository.tal.utf8), name: repository.name)
    }
}

/// Payloads alone, to be compared.
struct Payloads: Equatable {
    var vrps: [VRP] = []
    var aspas: [ASPA] = []
    var routerKeys: [RouterKey] = []

    init(_ set: PayloadSet) {
        vrps = set.vrps
        aspas = set.aspas
        routerKeys = set.routerKeys
    }

    init(_ expected: ExpectedPayloads) {
        vrps = expected.vrps.map { VRP(prefix: $0.prefix, maxLength: UInt8($0.maxLength), asn: $0.asn) }.sorted()
        aspas = expected.aspas.map { ASPA(customer: $0.key, providers: $0.value.sorted()) }.sorted()
        routerKeys = expected.routerKeys.map {
            RouterKey(asn: $0.asn, subjectKeyIdentifier: $0.keyIdentifier, publicKey: $0.subjectPublicKeyInfo)
        }.sorted()
    }
}

extension ValidationRun {
    /// The VRPs as "AS64496 192.0.2.0/24-26".
    var vrps: [String] {
        payloads.vrps.map { "\($0.asn) \($0.prefix)" + ($0.maxLength == $0.prefix.length ? "" : "-\($0.maxLength)") }
    }

    /// The rejections as "level code path", the path below the module.
    var findings: [String] {
        rejections.map { rejection in
            let path = rejection.uri.split(separator: "/").dropFirst(3).joined(separator: "/")
            return "\(rejection.level.rawValue) \(rejection.error.code.rawValue) \(path)"
        }
    }

    /// Everything that a run gives, as text.
    var digest: String {
        var text = ""
        for format in PayloadFormat.allCases {
            var octets: [UInt8] = []
            PayloadWriter(format: format, generated: date, statistics: PayloadStatistics(of: payloads))
                .write(payloads) { (chunk: Span<UInt8>) throws(Never) in
                    for index in chunk.indices { octets.append(chunk[index]) }
                }
            text += "== \(format.rawValue)\n" + String(decoding: octets, as: UTF8.self)
        }
        text += "== rejections\n" + rejections.map { $0.json + "\n" }.joined()
        text += "== authorities\n"
        for authority in authorities {
            text += "\(authority.key) \(authority.certificate) \(authority.parent ?? -1)\n"
        }
        text += "== manifests\n" + manifests.map { "\($0)\n" }.joined()
        text += "== counts\n" + trustAnchors.map { "\($0)\n" }.joined()
        return text
    }
}
