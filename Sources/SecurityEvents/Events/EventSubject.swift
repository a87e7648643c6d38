public import NumberResources
public import TextFormats

/// Something that an event is about, and the part it plays in it.
public struct EventSubject: Hashable, Sendable {
    /// The part a subject plays.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// It does it, or comes from there.
        case source
        /// It is done to it.
        case target
        /// It has to do with it.
        case related
    }

    public enum Transport: String, Hashable, Sendable, CaseIterable {
        case tcp
        case udp
        case sctp
    }

    public enum Value: Hashable, Sendable {
        case address(IPAddress)
        case prefix(IPPrefix)
        case asn(ASN)
        case domain(DomainName)
        case port(Transport, UInt16)
        case device(Device)
    }

    /// A thing with an operator: a router, a camera, a phone.
    public struct Device: Hashable, Sendable {
        /// The value that distinguishes it from others of its kind: a name, a serial number.
        public var name: String
        public var vendor: String?
        public var product: String?
        public var version: String?

        public init(name: String, vendor: String? = nil, product: String? = nil, version: String? = nil) {
            self.name = name
            self.vendor = vendor
            self.product = product
            self.version = version
        }
    }

    public var value: Value
    public var role: Role
    /// Members of the JSON that this version does not know, as they came, by name.
    public internal(set) var unknownMembers = JSONObject()

    public init(_ value: Value, _ role: Role) {
        self.value = value
        self.role = role
    }
}
