extension RepositoryPlan {
    /// Changes a signed object. The expected payloads do without it from now on; set
    /// ``PublishedObject/isRefused`` back where the change is harmless.
    public mutating func breakObject(_ object: ObjectID, _ edit: @escaping SignedObjectEdit) {
        self[object].signedObjectEdits.append(edit)
        self[object].isRefused = true
    }

    /// Changes the signed object of this path, such as `isp/as64496.roa`.
    public mutating func breakObject(named path: String, _ edit: @escaping SignedObjectEdit) {
        breakObject(object(named: path), edit)
    }

    /// Changes the certificate of an authority or a router, as ``breakObject(_:_:)`` does objects.
    public mutating func breakCertificate(_ object: ObjectID, _ edit: @escaping CertificateEdit) {
        self[object].certificateEdits.append(edit)
        self[object].isRefused = true
    }

    /// Changes the certificate of an authority, the trust anchor included.
    public mutating func breakCertificate(of authority: AuthorityID, _ edit: @escaping CertificateEdit) {
        if let certificate = certificate(of: authority) {
            breakCertificate(certificate, edit)
        } else {
            trustAnchorCertificate.certificateEdits.append(edit)
            trustAnchorCertificate.isRefused = true
        }
    }

    /// Changes the manifest of an authority. The expected payloads do without the authority's; set
    /// ``AuthorityPlan/isRefused`` back where the change is harmless.
    public mutating func breakManifest(of authority: AuthorityID, _ edit: @escaping SignedObjectEdit) {
        self[authority].manifestEdits.append(edit)
        self[authority].isRefused = true
    }

    /// Changes the CRL of an authority, as ``breakManifest(of:_:)`` does the manifest.
    public mutating func breakCRL(of authority: AuthorityID, _ edit: @escaping CRLEdit) {
        self[authority].crlEdits.append(edit)
        self[authority].isRefused = true
    }

    /// Puts an object on its issuer's CRL; it stays where it is.
    public mutating func revoke(_ object: ObjectID) {
        self[object.authority].revokedSerialNumbers.append(self[object].serialNumber)
        self[object].isRefused = true
    }

    /// Puts the certificate of an authority on its issuer's CRL.
    ///
    /// - Precondition: `authority` is not the trust anchor.
    public mutating func revoke(_ authority: AuthorityID) {
        guard let certificate = certificate(of: authority) else {
            preconditionFailure("a trust anchor cannot be revoked")
        }
        revoke(certificate)
    }

    /// Changes a file after the manifest with its hash was made.
    public mutating func tamper(_ object: ObjectID, _ change: @escaping OctetChange) {
        self[object].tamper = change
    }
}
