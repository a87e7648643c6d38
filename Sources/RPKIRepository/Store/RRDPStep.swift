internal import Fetching
internal import LocalFiles

/// A snapshot or delta that has been fetched and has the right hash.
struct RRDPStep: Sendable {
    let kind: RRDPFileReader.Kind
    let reference: RRDPReference
    let session: RRDPSession
    let spool: Spool
    var end: End?

    /// The state after the last step.
    struct End: Sendable {
        let state: RRDPState
        let validators: HTTPSValidators
    }
}
