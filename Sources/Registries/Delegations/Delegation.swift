/// A registry's record about AS numbers or addresses: one line of delegated statistics without its resource.
public struct Delegation: Hashable, Sendable {
    /// The state of a resource (RIR statistics exchange format section 4.3, and what the extended files add).
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// Given to a holder who may give parts of it to others.
        case allocated
        /// Given to a holder for its own use.
        case assigned
        /// Held by the registry, to be given out.
        case available
        /// Held by the registry, not to be given out now.
        case reserved
        /// Held by IANA: no registry has it.
        case pool = "ianapool"

        /// True if the resource has a holder.
        public var isDelegated: Bool {
            self == .allocated || self == .assigned
        }
    }

    /// All resources of one holder at one registry share its opaque identifier, which may change from file to file.
    public struct Holder: Hashable, Sendable {
        public var registry: InternetRegistry
        public var identifier: String

        public init(registry: InternetRegistry, identifier: String) {
            self.registry = registry
            self.identifier = identifier
        }
    }

    public var registry: InternetRegistry
    /// `nil` if the file names none, as for free resources, or says `ZZ`.
    public var economy: Economy?
    public var status: Status
    /// The day of the delegation as `yyyymmdd`; `nil` where it is not known.
    public var date: UInt32?
    /// `nil` in files that are not extended.
    public var holder: Holder?

    public init(
        registry: InternetRegistry, economy: Economy?, status: Status, date: UInt32? = nil, holder: Holder? = nil
    ) {
        self.registry = registry
        self.economy = economy
        self.status = status
        self.date = date
        self.holder = holder
    }
}

extension Delegation.Holder: Comparable {
    public static func < (left: Delegation.Holder, right: Delegation.Holder) -> Bool {
        (left.registry, left.identifier) < (right.registry, right.identifier)
    }
}
