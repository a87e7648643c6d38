import NumberResources

/// The contents of one dump of a routing registry.
public struct RoutingRegistryFile: Sendable {
    /// An object that was not taken. Its neighbours are.
    public struct Rejection: Hashable, Sendable {
        public enum Code: String, Hashable, Sendable, CaseIterable, Comparable {
            /// A line of the object is too long.
            case lineTooLong
            case invalidPrefix
            /// A bit after the prefix is set.
            case hostBits
            /// The class is `route` and the prefix of IPv6, or the other way round.
            case wrongFamily
            case missingOrigin
            case invalidOrigin
            case duplicateOrigin
            /// An aut-num object of no AS number.
            case invalidASN

            public static func < (left: Code, right: Code) -> Bool {
                left.rawValue < right.rawValue
            }
        }

        public let code: Code
        /// The line that the object begins with, counted from 1.
        public let line: Int
    }

    struct Route: Sendable {
        var prefix: IPPrefix
        var origin: ASN
        /// The place in `sources`.
        var source: UInt16
    }

    var routes: [Route] = []
    var policies: [ASN: RoutingPolicies.Registration] = [:]
    var organisations: [ASN: Set<RegisteredOrganisations.Organisation>] = [:]
    /// The registries that objects name, in the order of the file; an empty one for those that name none.
    public internal(set) var sources: [String] = []
    /// Objects of every class.
    public internal(set) var objectCount = 0
    /// Route objects that say of themselves that they are withdrawn (RFC 2622 section 4); they are not taken.
    public internal(set) var withdrawnCount = 0
    /// The first of the objects that were not taken, as many as the reader's limits say.
    public internal(set) var rejections: [Rejection] = []
    /// The number of rejected objects, by reason.
    public internal(set) var rejectionCounts: [Rejection.Code: Int] = [:]

    /// The number of accepted route and route6 objects.
    public var routeCount: Int {
        routes.count
    }
}
