/// Where an object writes names in UTF8String, which RFC 6487 sections 4.4 and 4.5 do not allow, in place of PrintableString.
///
/// It is let pass where the octets are those of PrintableString: live CAs do it, and refusing loses all that they publish.
package struct NameEncoding: Hashable, Sendable {
    /// Where the issuer's first value is that is UTF8String, in octets; negative when the name is as it should be.
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
            "UTF8String where PrintableString is asked for, in the name of the "
                + (!isIssuer ? "subject" : subject < 0 ? "issuer" : "issuer and of the subject"))
    }
}
