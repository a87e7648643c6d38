internal import FoundationEssentials
internal import NumberResources
internal import RPKIObjects

/// The context of a check: a clock, and an issuer with its CRL if they are known.
struct IssuerCheck {
    let date: Date
    private var issuer: Certificate.Authority?
    private var revocationList: RevocationList?
    /// The reason why the CRL is not used.
    private var revocationFailure: ObjectError?
    private var notes: [String] = []

    /// A check by the clock alone, of self-signed certificates.
    init(at date: Date) {
        self.date = date
    }

    /// A check against `certificate`, which is taken at its word.
    ///
    /// - Parameter revocationList: the issuer's CRL; `nil` leaves revocation unchecked.
    init(issuer certificate: Certificate, revocationList: RevocationList?, at date: Date) throws(ObjectError) {
        self.date = date
        guard certificate.kind == .authority else {
            throw ObjectError(.basicConstraints, .rfc6487("4.8.1"), "the issuer's certificate is not a CA's")
        }
        let issuer = try Certificate.Authority(certificate, resources: certificate.resources.resolved(issuer: .all))
        self.issuer = issuer
        if certificate.resources.inherits {
            notes.append(
                "The issuer inherits resources; it is assumed to hold all resources of the kinds that it inherits.")
        }
        guard let revocationList else {
            notes.append("Without a CRL of the issuer, revocation is not checked.")
            return
        }
        do throws(ObjectError) {
            try revocationList.verify(issuer: issuer)
            try revocationList.checkCurrent(at: date)
            self.revocationList = revocationList
        } catch {
            revocationFailure = error
            notes.append(
                "The CRL itself was refused (\(error.code.rawValue)); revocation is not checked.")
        }
    }

    func verdict(on object: InspectedObject) -> Verdict {
        switch object {
        case .locator:
            return Verdict(state: .notChecked, notes: ["A locator has no issuer."])
        case .cacheRepresentation:
            return Verdict(
                state: .notChecked, notes: ["A cache representation is not signed; its hashes and order are correct."])
        case .published(let object):
            var verdict = verdict(on: object)
            if let warning = object.nameEncoding.warning { verdict.notes.append("Warning: \(warning)") }
            return verdict
        }
    }

    private func verdict(on object: RepositoryObject) -> Verdict {
        do throws(ObjectError) {
            if case .certificate(let certificate) = object, isTrustAnchor(certificate) {
                _ = try certificate.verifyAsTrustAnchor()
                try certificate.checkValidity(at: date)
                return Verdict(
                    state: .valid, notes: ["Self-signed: checked as a trust anchor's certificate, without a locator."])
            }
            guard let issuer else {
                return Verdict(state: .notChecked, notes: ["Decoded only: no issuer was given."])
            }
            var notes = notes
            let excess = try object.check(issuer: issuer, at: date)
            if !excess.isEmpty { notes.append("Ignored resources that the issuer does not hold (RFC 8360): \(excess)") }
            try checkRevocation(of: object)
            return Verdict(state: .valid, notes: notes)
        } catch {
            return Verdict(state: .refused(error), notes: notes)
        }
    }

    /// True if a certificate is to be checked against itself: it is self-signed, and no other issuer was named.
    private func isTrustAnchor(_ certificate: Certificate) -> Bool {
        guard certificate.kind == .authority, certificate.isSelfSigned else { return false }
        return issuer.map { $0.certificate.encoded == certificate.encoded } ?? true
    }

    private func checkRevocation(of object: RepositoryObject) throws(ObjectError) {
        let serialNumber: SerialNumber
        switch object {
        case .revocationList: return
        case .certificate(let certificate): serialNumber = certificate.serialNumber
        default:
            guard let certificate = object.signedObject?.certificate else { return }
            serialNumber = certificate.serialNumber
        }
        if let revocationFailure { throw revocationFailure }
        guard revocationList?.revokes(serialNumber) != true else {
            throw ObjectError(.revoked, .rfc6487("7.2"), "serial \(serialNumber) is on the CA's CRL")
        }
    }
}
