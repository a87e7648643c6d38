internal import RPKIObjects

/// Why a publication point is not complete and valid as it stands: what RFC 9286 section 6.6 calls a failed fetch.
struct PointFailure: Error {
    /// The object at fault.
    let uri: String
    let hash: ObjectHash?
    let error: ObjectError

    init(_ uri: String, _ hash: ObjectHash? = nil, _ error: ObjectError) {
        self.uri = uri
        self.hash = hash
        self.error = error
    }
}
