public import Fetching
public import RPKIObjects

/// A snapshot or delta file that an update notification file names.
public struct RRDPReference: Hashable, Sendable {
    /// The version that the file leads to.
    public let serial: RRDPSerial
    public let uri: HTTPSURI
    /// SHA-256 of the whole file.
    public let hash: ObjectHash

    public init(serial: RRDPSerial, uri: HTTPSURI, hash: ObjectHash) {
        self.serial = serial
        self.uri = uri
        self.hash = hash
    }

    /// Fails unless the file that came has the hash that was announced (RFC 8182 sections 3.4.2 and 3.4.3).
    public func check(_ found: ObjectHash) throws(RRDPError) {
        guard found == hash else {
            throw RRDPError(.hashMismatch, .rfc8182("3.4"), "\(uri) has hash \(found), but \(hash) was announced")
        }
    }
}
