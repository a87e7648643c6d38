import Foundation
import NumberResources
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

/// Something on the way from the trust anchor to a ROA that comes to an end.
struct Ending: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Makes it end at a date.
    let apply: @Sendable (inout RepositoryPlan, Date) -> Void

    init(_ name: String, _ apply: @escaping @Sendable (inout RepositoryPlan, Date) -> Void) {
        testDescription = name
        self.apply = apply
    }

    static let all = [
        Ending("trust anchor") { repository, date in
            repository.trustAnchorCertificate.validity = Walk.now - Walk.day...date
        },
        Ending("trust anchor's manifest") { repository, date in
            shortenManifest(of: repository.trustAnchor, date, &repository)
        },
        Ending("trust anchor's CRL") { repository, date in
            shortenCRL(of: repository.trustAnchor, date, &repository)
        },
        Ending("certificate of the trust anchor's manifest") { repository, date in
            shortenManifestCertificate(of: repository.trustAnchor, date, &repository)
        },
        Ending("certificate of the CA above") { repository, date in
            shorten("example/isp.cer", date, &repository)
        },
        Ending("manifest of the CA above") { repository, date in
            shortenManifest(of: repository.authority(named: "isp"), date, &repository)
        },
        Ending("CRL of the CA above") { repository, date in
            shortenCRL(of: repository.authority(named: "isp"), date, &repository)
        },
        Ending("certificate of the CA") { repository, date in
            shorten("isp/customer.cer", date, &repository)
        },
        Ending("manifest of the CA") { repository, date in
            shortenManifest(of: repository.authority(named: "customer"), date, &repository)
        },
        Ending("certificate of the CA's manifest") { repository, date in
            shortenManifestCertificate(of: repository.authority(named: "customer"), date, &repository)
        },
        Ending("CRL of the CA") { repository, date in
            shortenCRL(of: repository.authority(named: "customer"), date, &repository)
        },
        Ending("certificate of the ROA") { repository, date in
            shorten("customer/as64500.roa", date, &repository)
        },
    ]

    private static func shorten(_ path: String, _ date: Date, _ repository: inout RepositoryPlan) {
        let object = repository.object(named: path)
        repository[object].validity = Walk.now - Walk.day...date
    }

    private static func shortenManifest(
        of authority: AuthorityID, _ date: Date, _ repository: inout RepositoryPlan
    ) {
        repository.breakManifest(of: authority) { $0.manifest?.nextUpdate = .generalized(date) }
        repository[authority].isRefused = false
    }

    private static func shortenManifestCertificate(
        of authority: AuthorityID, _ date: Date, _ repository: inout RepositoryPlan
    ) {
        repository.breakManifest(of: authority) { $0.endEntity.notAfter = .x509(date) }
        repository[authority].isRefused = false
    }

    private static func shortenCRL(of authority: AuthorityID, _ date: Date, _ repository: inout RepositoryPlan) {
        repository.breakCRL(of: authority) { $0.nextUpdate = .x509(date) }
        repository[authority].isRefused = false
    }
}

@Suite struct ExpiryTests {
    private static let end = Walk.now + 3 * Walk.hour

    private func source(_ run: ValidationRun) throws -> PayloadSource.Object? {
        let vrp = try #require(run.payloads.vrps.first { $0.asn == 64500 })
        if case .object(let object)? = run.payloads.sources(of: vrp)?.first { return object }
        return nil
    }

    @Test("A payload lasts as long as the first of all that it hangs on", arguments: Ending.all)
    func earliest(ending: Ending) async throws {
        var repository = Walk.sample().0
        ending.apply(&repository, Self.end)
        let run = try await Walk.run(repository)
        #expect(run.rejections.isEmpty)
        #expect(try source(run)?.expires == Self.end)
    }

    @Test("It is trusted in the second in which it expires and no longer", arguments: Ending.all)
    func noLonger(ending: Ending) async throws {
        var repository = Walk.sample().0
        ending.apply(&repository, Self.end)
        let last = try await Walk.run(repository, at: Self.end)
        #expect(last.vrps.contains("AS64500 192.0.2.0/26"))
        let after = try await Walk.run(repository, at: Self.end + 1)
        #expect(!after.vrps.contains("AS64500 192.0.2.0/26"))
        #expect(!after.rejections.isEmpty)
    }

    @Test("Times from one end of the calendar to the other are taken and printed")
    func calendar() async throws {
        var (repository, isp) = Walk.sample()
        for authority in [repository.trustAnchor, isp] {
            repository.breakManifest(of: authority) {
                $0.manifest?.thisUpdate = .generalized(text: "00000101000000Z")
                $0.manifest?.nextUpdate = .generalized(text: "99991231235959Z")
                $0.endEntity.notBefore = .utc(text: "500101000000Z")
                $0.endEntity.notAfter = .generalized(text: "99991231235959Z")
            }
            repository.breakCRL(of: authority) {
                $0.thisUpdate = .utc(text: "500101000000Z")
                $0.nextUpdate = .generalized(text: "99991231235959Z")
            }
            repository[authority].isRefused = false
        }
        repository.addROA(in: isp, asn: 64499, ["192.0.2.64/26"]) {
            $0.endEntity.notBefore = .utc(text: "500101000000Z")
            $0.endEntity.notAfter = .generalized(text: "99991231235959Z")
        }
        repository.breakCertificate(of: isp) {
            $0.notBefore = .utc(text: "500101000000Z")
            $0.notAfter = .generalized(text: "99991231235959Z")
        }
        let store = WatchedStore()
        let first = try await Walk.run(repository, store: store)
        #expect(first.rejections.isEmpty)
        #expect(first.vrps.contains("AS64499 192.0.2.64/26"))
        #expect(first.digest.contains("1950-01-01T00:00:00Z"))
        repository[isp].isCaptured = false
        let second = try await Walk.run(repository, store: store)
        #expect(Payloads(second.payloads) == Payloads(first.payloads))
    }

    @Test("Nothing is trusted before every certificate on its chain is valid")
    func notYet() async throws {
        var repository = Walk.sample().0
        let certificate = repository.object(named: "isp/customer.cer")
        repository[certificate].validity = Walk.now + 1...Walk.now + Walk.day
        let run = try await Walk.run(repository)
        #expect(run.findings == ["rejected not-yet-valid isp/customer.cer"])
        #expect(!run.vrps.contains("AS64500 192.0.2.0/26"))
        let later = try await Walk.run(repository, at: Walk.now + 1)
        #expect(later.vrps.contains("AS64500 192.0.2.0/26"))
        #expect(try source(later)?.chainValidity?.notBefore == Walk.now + 1)
    }
}
