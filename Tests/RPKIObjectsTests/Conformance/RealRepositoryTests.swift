import Foundation
import NumberResources
import RPKIObjects
import TestSupport
import Testing

/// Repositories as they were published: whatever a registry's CAs have issued is decoded and, where its issuer was
/// captured, verified.
@Suite struct RealRepositoryTests {
    struct Repository: CustomTestStringConvertible, Sendable {
        let folder: String
        let trustAnchor: String
        let clock: Date
        /// How many files of each type are there.
        let counts: [String: Int]
        /// How many objects were issued by CAs that were not captured.
        let orphans: Int

        var testDescription: String { folder }
        var isPresent: Bool { SharedData.has(folder + "/" + trustAnchor) }
    }

    static let repositories = [
        Repository(
            folder: "rpki/ripe-pilot-2023/repository",
            trustAnchor: "localcert.ripe.net/ta/ripe-ncc-pilot.cer",
            clock: Date(timeIntervalSince1970: 1_691_132_400),
            counts: ["cer": 506, "crl": 505, "mft": 505, "roa": 250], orphans: 0),
        Repository(
            folder: "rpki/twnic-2026/repository", trustAnchor: "ta.example.net/repo/ta.cer",
            clock: Date(timeIntervalSince1970: 1_773_644_400), counts: ["roa": 4363], orphans: 421),
    ]

    @Test("Every object of a real repository is decoded and verified", arguments: repositories)
    func objects(_ repository: Repository) throws {
        guard repository.isPresent else { return print("\(repository.folder) is not beside the project: skipped") }
        var found: [String: Int] = [:]
        var authorities: [KeyIdentifier: Certificate.Authority] = [:]
        var certificates: [Certificate] = []
        var objects: [(String, RepositoryObject)] = []
        for name in SharedData.files(below: repository.folder) {
            guard let type = RepositoryObject.FileType(fileName: name) else { continue }
            found[type.rawValue, default: 0] += 1
            let octets = try SharedData.bytes(repository.folder + "/" + name)
            do throws(ObjectError) {
                let object = try RepositoryObject(decoding: octets, as: type)
                if case .certificate(let certificate) = object {
                    if name == repository.trustAnchor {
                        let authority = try certificate.verifyAsTrustAnchor()
                        authorities[certificate.subjectKeyIdentifier] = authority
                    } else {
                        certificates.append(certificate)
                    }
                } else {
                    objects.append((name, object))
                }
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
        for (type, count) in repository.counts { #expect(found[type] == count, "\(type)") }

        while let place = certificates.firstIndex(where: { $0.issuer(in: authorities) != nil }) {
            let certificate = certificates.remove(at: place)
            let issuer = try #require(certificate.issuer(in: authorities))
            let grant = try certificate.verify(issuer: issuer)
            authorities[certificate.subjectKeyIdentifier] = try Certificate.Authority(
                certificate, resources: grant.resources)
        }
        var orphans = certificates.count
        for (name, object) in objects {
            let key: KeyIdentifier? =
                if case .revocationList(let list) = object {
                    list.authorityKeyIdentifier
                } else {
                    object.signedObject?.certificate.authorityKeyIdentifier
                }
            guard let issuer = key.flatMap({ authorities[$0] }) else {
                orphans += 1
                continue
            }
            let error = refusal { () throws(ObjectError) in try object.check(issuer: issuer, at: repository.clock) }
            #expect(error == nil, "\(name): \(error.map(\.description) ?? "")")
        }
        #expect(orphans == repository.orphans)
    }
}

extension Certificate {
    fileprivate func issuer(in authorities: [KeyIdentifier: Certificate.Authority]) -> Certificate.Authority? {
        authorityKeyIdentifier.flatMap { authorities[$0] }
    }
}
