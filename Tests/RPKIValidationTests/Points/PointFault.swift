import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Something that makes the publication point of `isp` incomplete or invalid as a whole (RFC 9286 section 6).
struct PointFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: ObjectError.Code
    /// The file at fault.
    let file: String
    let apply: @Sendable (inout RepositoryPlan, AuthorityID) -> Void

    init(
        _ name: String, _ code: ObjectError.Code, _ file: String = "isp/isp.mft",
        _ apply: @escaping @Sendable (inout RepositoryPlan, AuthorityID) -> Void
    ) {
        testDescription = name
        self.code = code
        self.file = file
        self.apply = apply
    }

    static let all = files + lists + manifests

    private static let files = [
        PointFault("a listed file is missing", .missing, "isp/as64496.roa") { repository, _ in
            let roa = repository.object(named: "isp/as64496.roa")
            repository[roa].isPublished = false
        },
        PointFault("a listed file has another hash", .hashMismatch, "isp/as64496.roa") { repository, _ in
            repository.tamper(repository.object(named: "isp/as64496.roa")) { $0[$0.count - 1] ^= 1 }
        },
        PointFault("a listed file is cut off", .hashMismatch, "isp/customer.cer") { repository, _ in
            repository.tamper(repository.object(named: "isp/customer.cer")) { $0.removeLast() }
        },
        PointFault("a listed file is empty", .hashMismatch, "isp/as64496.asa") { repository, _ in
            repository.tamper(repository.object(named: "isp/as64496.asa")) { $0 = [] }
        },
        PointFault("a listed file of an unknown kind is missing", .missing, "isp/data.xyz") { repository, isp in
            repository[isp].phantoms = [.init("data.xyz", contents: [1, 2, 3])]
        },
        PointFault("a listed file of an unknown kind has another hash", .hashMismatch, "isp/data.xyz") {
            repository, isp in
            let file = repository.addFile(in: isp, name: "data.xyz", [1, 2, 3])
            repository.tamper(file) { $0.append(4) }
        },
    ]

    private static let lists = [
        PointFault("the CRL is missing", .missing, "isp/isp.crl") { repository, isp in
            repository[isp].publishesCRL = false
        },
        PointFault("the CRL is not listed", .crlNotListed) { repository, isp in
            repository[isp].listsCRL = false
        },
        PointFault("two CRLs are listed", .crlNotListed) { repository, isp in
            repository.addFile(in: isp, name: "second.crl", [1])
        },
        PointFault("the CRL is no CRL", .truncated, "isp/isp.crl") { repository, isp in
            repository.breakCRL(of: isp) { $0.mutate = { $0 = [0x30, 0x20] } }
        },
        PointFault("the CRL has a bad signature", .signature, "isp/isp.crl") { repository, isp in
            repository.breakCRL(of: isp) { $0.signature = .corrupted }
        },
        PointFault("the CRL is of another CA", .issuerMismatch, "isp/isp.crl") { repository, isp in
            repository.breakCRL(of: isp) { $0.issuer = "other" }
        },
        PointFault("the CRL is stale", .stale, "isp/isp.crl") { repository, isp in
            let now = repository.now
            repository.breakCRL(of: isp) { $0.nextUpdate = .x509(now - 1) }
        },
        PointFault("the CRL is of the future", .notYetValid, "isp/isp.crl") { repository, isp in
            let now = repository.now
            repository.breakCRL(of: isp) { $0.thisUpdate = .x509(now + 1) }
        },
        PointFault("the CRL revokes the manifest", .revoked) { repository, isp in
            let number = UInt64(1) << 40 + repository[isp].manifestNumber
            repository[isp].revokedSerialNumbers.append(DERInteger(number))
        },
        PointFault("the manifest's certificate names another CRL", .crlDistributionPoints) { repository, isp in
            let uri = repository[isp].publicationPoint + "other.crl"
            repository.breakManifest(of: isp) {
                $0.endEntity.extensions[OID.crlDistributionPoints] = .crlDistributionPoints(uri)
            }
        },
    ]

    private static let manifests = [
        PointFault("the manifest is missing", .unreachable) { repository, isp in
            repository[isp].publishesManifest = false
        },
        PointFault("nothing was captured", .unreachable) { repository, isp in
            repository[isp].isCaptured = false
        },
        PointFault("the manifest is cut off", .truncated) { repository, isp in
            repository.breakManifest(of: isp) { $0.mutate = { $0.removeLast() } }
        },
        PointFault("the manifest is a ROA", .contentType) { repository, isp in
            repository.breakManifest(of: isp) { $0.content = .roa(ROAPlan(asn: 64496, ["192.0.2.0/24"])) }
            repository.breakManifest(of: isp) { $0.eContentType = OID.routeOriginAuthorization }
            repository.breakManifest(of: isp) { $0.signerInfos[0].signedAttributes?[0] = .contentType() }
        },
        PointFault("the manifest has a bad signature", .signature) { repository, isp in
            repository.breakManifest(of: isp) { $0.signerInfos[0].signature = .corrupted }
        },
        PointFault("the manifest's certificate has a bad signature", .signature) { repository, isp in
            repository.breakManifest(of: isp) { $0.endEntity.signature = .corrupted }
        },
        PointFault("the manifest's certificate is of another CA", .issuerMismatch) { repository, isp in
            repository.breakManifest(of: isp) { $0.endEntity.issuer = "other" }
        },
        PointFault("the manifest's certificate has expired", .expired) { repository, isp in
            let now = repository.now
            repository.breakManifest(of: isp) { $0.endEntity.notAfter = .x509(now - 1) }
        },
        PointFault("the manifest is stale", .stale) { repository, isp in
            let now = repository.now
            repository.breakManifest(of: isp) { $0.manifest?.nextUpdate = .generalized(now - 1) }
        },
        PointFault("the manifest is of the future", .notYetValid) { repository, isp in
            let now = repository.now
            repository.breakManifest(of: isp) { $0.manifest?.thisUpdate = .generalized(now + 1) }
        },
        PointFault("the manifest's certificate is for another object", .misplaced) { repository, isp in
            let uri = repository[isp].publicationPoint + "other.mft"
            repository.breakManifest(of: isp) {
                $0.endEntity.extensions[OID.subjectInformationAccess] =
                    .subjectInformationAccess(AccessDescription(OID.signedObject, uri))
            }
        },
        PointFault("the manifest lists a name twice", .manifestFile) { repository, isp in
            repository.breakManifest(of: isp) { plan in
                if let file = plan.manifest?.files.first { plan.manifest?.files.append(file) }
            }
        },
        PointFault("the manifest lists a file of another folder", .manifestFile) { repository, isp in
            repository[isp].phantoms = [.init("../other/as64510.roa", contents: [1])]
        },
        PointFault("the manifest lists the folder above", .manifestFile) { repository, isp in
            repository[isp].phantoms = [.init("..", contents: [1])]
        },
    ]
}
