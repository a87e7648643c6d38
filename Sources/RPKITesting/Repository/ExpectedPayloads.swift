public import NumberResources

/// The results that a plan's author may expect of a validator.
public struct ExpectedPayloads: Hashable, Sendable {
    /// A validated ROA payload.
    public struct VRP: Hashable, Sendable {
        public var asn: ASN
        public var prefix: IPPrefix
        public var maxLength: Int

        public init(asn: ASN, prefix: IPPrefix, maxLength: Int) {
            self.asn = asn
            self.prefix = prefix
            self.maxLength = maxLength
        }
    }

    /// A validated BGPsec router key.
    public struct RouterKey: Hashable, Sendable {
        public var asn: ASN
        public var keyIdentifier: [UInt8]
        public var subjectPublicKeyInfo: [UInt8]
    }

    public var vrps: Set<VRP> = []
    /// Providers by customer, those of several ASPAs taken together.
    public var aspas: [ASN: Set<ASN>] = [:]
    public var routerKeys: Set<RouterKey> = []

    /// Nothing at all.
    public init() {}

    public var isEmpty: Bool {
        vrps.isEmpty && aspas.isEmpty && routerKeys.isEmpty
    }
}
