public import NumberResources

/// The route and route6 objects of routing registries: which AS may originate which prefix, by whose word.
///
/// ```swift
/// let objects = RouteObjects([radb, ripe])
/// objects.match(of: prefix, origin: 64496)   // .exact, .covering or nil
/// ```
public struct RouteObjects: Sendable {
    /// The way in which an object matches a route.
    public enum Match: String, Hashable, Sendable {
        /// It is of the route's prefix and origin.
        case exact
        /// It is of the route's origin and of a less specific prefix.
        case covering
    }

    let table: PrefixTable<Registration>

    struct Registration: Sendable {
        let origin: ASN
        let source: UInt16
    }

    /// The registries that the objects name as their source, ascending.
    public let sources: [String]

    public init(_ files: some Sequence<RoutingRegistryFile> = EmptyCollection<RoutingRegistryFile>()) {
        let files = Array(files)
        sources = Set(files.lazy.flatMap(\.sources)).sorted()
        let numbers = Dictionary(zip(sources, 0...), uniquingKeysWith: { first, _ in first })
        var entries: [(prefix: IPPrefix, value: Registration)] = []
        entries.reserveCapacity(files.reduce(0) { $0 + $1.routes.count })
        for file in files {
            let places = file.sources.map { UInt16(truncatingIfNeeded: numbers[$0] ?? 0) }
            for route in file.routes {
                entries.append(
                    (route.prefix, Registration(origin: route.origin, source: places[Int(route.source)])))
            }
        }
        table = PrefixTable(entries)
    }

    /// The number of objects.
    public var count: Int {
        table.count
    }
}

extension RouteObjects {
    /// The match of the most specific object for a route; `nil` if no object of its origin covers its prefix.
    public func match(of prefix: IPPrefix, origin: ASN) -> Match? {
        var match: Match?
        table.forEachCovering(prefix) { covering, registrations in
            if match == nil, registrations.contains(where: { $0.origin == origin }) {
                match = covering == prefix ? .exact : .covering
            }
        }
        return match
    }

    /// The registries with an object of exactly this prefix and origin, ascending.
    public func sources(of prefix: IPPrefix, origin: ASN) -> [String] {
        var numbers: Set<UInt16> = []
        table.forEachCovering(prefix) { covering, registrations in
            guard covering == prefix else { return }
            for registration in registrations where registration.origin == origin {
                numbers.insert(registration.source)
            }
        }
        return numbers.sorted().map { sources[Int($0)] }
    }
}

extension RouteObjects {
    /// A route or route6 object.
    public struct Object: Hashable, Sendable {
        public let prefix: IPPrefix
        public let origin: ASN
        /// The registry that has it.
        public let source: String
    }

    /// The objects of a prefix and of less specific ones.
    public func objects(covering prefix: IPPrefix) -> [Object] {
        var objects: [Object] = []
        table.forEachCovering(prefix) { covering, registrations in
            for registration in registrations {
                objects.append(
                    Object(
                        prefix: covering, origin: registration.origin, source: sources[Int(registration.source)]))
            }
        }
        return objects
    }
}
