public import FoundationEssentials

/// The source of a payload: an object of the RPKI, or an exception that the operator asserts.
///
/// Times are kept to the second.
public enum PayloadSource: Hashable, Sendable {
    /// An object that was validated, or a row of a file that says so.
    case object(Object)
    /// A local assertion (RFC 8416 section 3.4), with its file and the comment in the file.
    case exception(path: String?, comment: String? = nil)

    /// An object of the RPKI that a payload was read from.
    public struct Object: Hashable, Sendable {
        /// The name of the trust anchor: that of its TAL file, without `.tal`.
        public var trustAnchor: String
        /// The object's rsync URI, where known.
        public var uri: String?
        /// The validity of the object's EE certificate.
        public var validity: PayloadValidity?
        /// The time during which every certificate from the trust anchor to the object is valid.
        public var chainValidity: PayloadValidity?
        /// The time at which the publication point becomes stale: the manifest's nextUpdate.
        public var stale: Date?
        /// The time after which the payload can no longer be trusted: the earliest notAfter and CRL and manifest
        /// nextUpdate on the chain.
        public var expires: Date?

        public init(
            trustAnchor: String, uri: String? = nil, validity: PayloadValidity? = nil,
            chainValidity: PayloadValidity? = nil, stale: Date? = nil, expires: Date? = nil
        ) {
            self.trustAnchor = trustAnchor
            self.uri = uri
            self.validity = validity
            self.chainValidity = chainValidity
            self.stale = stale
            self.expires = expires
        }
    }
}

extension PayloadSource {
    /// The name of the trust anchor; an exception has none.
    public var trustAnchor: String? {
        if case .object(let object) = self { object.trustAnchor } else { nil }
    }

    /// The time after which the payload can no longer be trusted; an exception never expires.
    public var expires: Date? {
        if case .object(let object) = self { object.expires } else { nil }
    }
}

extension PayloadSource {
    /// The text that payload files print for a row without a trust anchor.
    static let noTrustAnchor = "N/A"
}
