internal import RPKIObjects

/// A publication point whose manifest and CRL are valid now and whose files are all at hand, before its objects are
/// assessed.
struct PointCandidate {
    /// The record; verdicts that are not known yet are `nil` in `verdicts`.
    var record: PointRecord
    var verdicts: [ObjectVerdict?]
    let revocationList: RevocationList
    /// The octets of files, by place; `nil` for those that were hashed and need not be looked at.
    var octets: [[UInt8]?]
    /// The URIs of the files, by place.
    let uris: [RsyncURI]
    /// The manifest's octets; `nil` when it is a kept one, or its file is as it was.
    let manifestOctets: [UInt8]?
    /// True if it is the current state of the source, and not the kept one.
    let isFresh: Bool
}
