internal import RPKIObjects

/// The reason why a publication point is not complete and valid: what RFC 9286 section 6.6 calls a failed fetch.
struct PointFailure: Error {
    /// The object at fault.
    let uri: String
    let hash: ObjectHash?
    let error: ObjectError
    /// Files of the manifest that had been read by then.
    var filesRead = 0

    init(_ uri: String, _ hash: ObjectHash? = nil, _ error: ObjectError) {
        self.uri = uri
        self.hash = hash
        self.error = error
    }
}

/// Returns the result of `body`; attributes its error to the object at `uri`.
func blaming<Result>(
    _ uri: String, _ hash: ObjectHash?, _ body: () throws(ObjectError) -> Result
) throws(PointFailure) -> Result {
    do {
        return try body()
    } catch {
        throw PointFailure(uri, hash, error)
    }
}
