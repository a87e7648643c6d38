import RPKIObjects

/// A file of the BBN suite that does not get the verdict of its name, and why.
struct BBNException {
    let name: String
    /// `nil` when the file is accepted.
    let code: ObjectError.Code?
    /// What has changed the rule, or what else is wrong with the file.
    let reason: String

    /// Exceptions under the profiles that the suite was written for.
    static let all: [BBNException] = [
        BBNException(
            name: "badMFTEndCrossed.mft", code: nil,
            reason: "RFC 9286 section 5.1: a nextUpdate after the certificate's notAfter is not an error in itself"),
        BBNException(
            name: "badMFTStartCrossed.mft", code: nil,
            reason: "RFC 9286 section 5.1: a thisUpdate before the certificate's notBefore is not an error in itself"),
        BBNException(
            name: "badCMSSigInfoWrongSigAlg.roa", code: nil,
            reason: "RFC 7935 section 2: rsaEncryption, which RFC 6485 did not allow here, must be accepted"),
        BBNException(
            name: "badMFTHashOctetStr.mft", code: .truncated,
            reason: "the RSA key of its certificate is cut off; see the content alone"),
        BBNException(
            name: "badMFTThisUpdUTC.mft", code: .truncated,
            reason: "the RSA key of its certificate is cut off; see the content alone"),
        BBNException(
            name: "badMFTUpdCrossed.mft", code: .truncated,
            reason: "the RSA key of its certificate is cut off; see the content alone"),
        BBNException(
            name: "badMFTVersion1.mft", code: .messageDigest,
            reason: "its content is cut off, and the digest is that of another one"),
        BBNException(
            name: "badROAIPv4OnlyPfxBetweenRangeRangeNoGaps.roa", code: .ipResources,
            reason: "RFC 3779 section 2.2.3.7: its certificate writes a prefix as a range; see the content alone"),
        BBNException(
            name: "badROAIPv6OnlyPfxSpanRanges.roa", code: .ipResources,
            reason: "RFC 3779 section 2.2.3.9: the end of a range in its certificate keeps trailing ones; "
                + "see the content alone"),
        BBNException(
            name: "goodRealGbrNothingIsWrong.gbr", code: .vCard,
            reason: "RFC 6493 section 5: the vCard is of version 3.0 and has a property N, neither of which is allowed"),
    ]

    static func named(_ name: String) -> BBNException? {
        all.first { $0.name == name }
    }
}
