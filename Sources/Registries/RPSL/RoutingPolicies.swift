public import NumberResources

/// What aut-num objects of routing registries say of ASes: whether there is a policy, and somebody to write to.
public struct RoutingPolicies: Sendable {
    /// What there is for one AS, in whatever registries.
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

    /// What there is for `asn`; `nil` where it has no object.
    public func registration(of asn: ASN) -> Registration? {
        registrations[asn]
    }
}
