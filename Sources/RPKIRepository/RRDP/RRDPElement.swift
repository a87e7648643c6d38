public import RPKIObjects

/// An element of a snapshot or delta file about one object (RFC 8182 sections 3.5.2 and 3.5.3).
public enum RRDPElement: Hashable, Sendable {
    /// The object is there now; in a delta, in place of the one with hash `replacing`, or where none was.
    case publish(uri: RsyncURI, octets: [UInt8], replacing: ObjectHash?)
    /// The object with this hash is there no longer.
    case withdraw(uri: RsyncURI, hash: ObjectHash)

    public var uri: RsyncURI {
        switch self {
        case .publish(let uri, _, _), .withdraw(let uri, _): uri
        }
    }
}
