/// The places where an object has names in UTF8String, which RFC 6487 sections 4.4 and 4.5 do not allow, instead of
/// PrintableString.
///
/// It is let pass where the octets are those of PrintableString: live CAs do it, and refusing loses all that they
/// publish.
package struct NameEncoding: Hashable, Sendable {
    /// The place of the issuer's first value in UTF8String, in octets; negative if the name is correct.
    package let issuer: Int32
    /// The same of the subject.
    package let subject: Int32

    package init(issuer: Int32, subject: Int32) {
        self.issuer = issuer
        self.subject = subject
    }

    init(issuer: Int?, subject: Int? = nil) {
        self.init(issuer: Int32(clamping: issuer ?? -1), subject: Int32(clamping: subject ?? -1))
    }

    /// The encoding of names that are as they should be.
    package static let standard = NameEncoding(issuer: -1, subject: -1)

    /// The warning about it; `nil` when all names are PrintableString.
    package var warning: ObjectError? {
        guard issuer >= 0 || subject >= 0 else { return nil }
        let isIssuer = issuer >= 0
        return ObjectError(
            .nameEncoding, .rfc6487(isIssuer ? "4.4" : "4.5"), at: Int(isIssuer ? issuer : subject),
            "UTF8String instead of PrintableString, in the name of the "
                + (!isIssuer ? "subject" : subject < 0 ? "issuer" : "issuer and of the subject"))
    }
}
