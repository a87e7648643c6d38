public import NumberResources

/// The contents of aut-num objects in routing registries: whether an AS has a policy, and a contact.
public struct RoutingPolicies: Sendable {
    /// The registration of one AS, in any of the registries.
    public struct Registration: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// An `import` or `mp-import` attribute (RFC 2622 section 6.1, RFC 4012 section 2.5).
        public static let imports = Registration(rawValue: 1 << 0)
        /// An `export` or `mp-export` attribute.
        public static let exports = Registration(rawValue: 1 << 1)
        /// An `admin-c` or `tech-c` attribute.
        public static let contact = Registration(rawValue: 1 << 2)
    }

    private let registrations: [ASN: Registration]

    public init(_ files: some Sequence<RoutingRegistryFile> = EmptyCollection<RoutingRegistryFile>()) {
        var registrations: [ASN: Registration] = [:]
        for file in files { registrations.merge(file.policies) { $0.union($1) } }
        self.registrations = registrations
    }

    /// The number of ASes that have an object.
    public var count: Int {
        registrations.count
    }

    /// The registration of `asn`; `nil` if it has no object.
    public func registration(of asn: ASN) -> Registration? {
        registrations[asn]
    }
}
