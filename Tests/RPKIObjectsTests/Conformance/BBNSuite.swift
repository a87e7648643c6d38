import Foundation
import NumberResources
import RPKIObjects
import TestSupport

/// The BBN conformance suite: one trust anchor, one object a case, each checked against its issuer alone, since the
/// suite's own manifest and CRL are of another day.
struct BBNSuite {
    static let folder = "rpki/bbn-conformance"
    static let isPresent = SharedData.has(folder + "/root.cer")

    /// Within the validity of all objects that are not about their validity.
    static let clock = Date(timeIntervalSince1970: 1_600_000_000)

    private let root: Certificate.Authority
    /// The CAs below the root, by the folder they publish in.
    private let authorities: [String: Certificate.Authority]

    init() throws {
        let root = try Certificate(decoding: SharedData.bytes(Self.folder + "/root.cer")).verifyAsTrustAnchor()
        self.root = root
        var authorities: [String: Certificate.Authority] = [:]
        for path in Self.paths where path.hasPrefix("root/") && path.split(separator: "/").count == 3 {
            let name = String(path.split(separator: "/")[1])
            guard authorities[name] == nil else { continue }
            let certificate = try Certificate(decoding: SharedData.bytes(Self.folder + "/root/\(name).cer"))
            let grant = try certificate.verify(issuer: root)
            authorities[name] = try Certificate.Authority(certificate, resources: grant.resources)
        }
        self.authorities = authorities
    }

    /// The suite's files, without its text files.
    static let paths = SharedData.files(below: folder).filter { RepositoryObject.FileType(fileName: $0) != nil }

    /// Validates a file against its issuer, all but revocation; `nil` when it is valid.
    func error(at path: String, limits: DecodingLimits = .init()) throws -> ObjectError? {
        let octets = try SharedData.bytes(Self.folder + "/" + path)
        do throws(ObjectError) {
            try validate(octets, at: path, limits)
            return nil
        } catch {
            return error
        }
    }

    private func validate(_ octets: [UInt8], at path: String, _ limits: DecodingLimits) throws(ObjectError) {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 1 else {
            let certificate = try Certificate(decoding: octets)
            _ = try certificate.verifyAsTrustAnchor()
            return try certificate.checkValidity(at: Self.clock)
        }
        guard let type = RepositoryObject.FileType(fileName: path),
            let issuer = parts.count == 2 ? root : authorities[parts[1]]
        else { throw ObjectError(.kind, Rule("", ""), path) }
        try RepositoryObject(decoding: octets, as: type, limits: limits).check(issuer: issuer, at: Self.clock)
    }
}

extension RepositoryObject {
    /// Checks the object against its issuer and the clock, as far as RPKIObjects does.
    func check(issuer: Certificate.Authority, at date: Date) throws(ObjectError) {
        switch self {
        case .certificate(let certificate):
            _ = try certificate.verify(issuer: issuer)
            return try certificate.checkValidity(at: date)
        case .revocationList(let list):
            try list.verify(issuer: issuer)
            return try list.checkCurrent(at: date)
        case .manifest(let manifest):
            try manifest.checkCurrent(at: date)
        default:
            break
        }
        guard let object = signedObject else { return }
        let held = try object.verify(issuer: issuer).resources
        switch self {
        case .routeOriginAuthorization(let roa): try roa.checkEmbraced(by: held)
        case .providerAuthorization(let aspa): try aspa.checkEmbraced(by: held)
        case .prefixList(let list): try list.checkEmbraced(by: held)
        case .checklist(let list): try list.checkEmbraced(by: held)
        default: break
        }
        try object.certificate.checkValidity(at: date)
    }
}
