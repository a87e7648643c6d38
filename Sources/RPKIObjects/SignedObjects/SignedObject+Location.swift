extension SignedObject {
    /// Fails unless the certificate says where the object is published, as those of all objects that a manifest lists do
    /// (RFC 6487 section 4.8.8.2).
    func checkLocated() throws(ObjectError) {
        guard certificate.locations.signedObject != nil else {
            throw ObjectError(
                .subjectInformationAccess, .rfc6487("4.8.8.2"), at: certificate.whole.lowerBound,
                "no rsync URI of id-ad-signedObject")
        }
    }
}
