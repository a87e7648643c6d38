public import NumberResources
internal import TextFormats

/// Reads dumps of routing registries in RPSL (RFC 2622, RFC 4012), as RIPE, RADb and others publish them: route, route6
/// and aut-num objects; objects of other classes are passed over.
public struct RoutingRegistryReader: Sendable {
    /// The limits of a reader.
    public struct Limits: Hashable, Sendable {
        /// The most octets of a dump.
        public var size = 1 << 34
        /// The most route objects of a dump.
        public var routeObjects = 20_000_000
        /// The most aut-num objects of a dump.
        public var policyObjects = 1_000_000
        /// The most different sources that objects of a dump name; further ones count as unnamed.
        public var sources = 1_000
        /// The most octets of a line; an object with a longer one is not taken.
        public var lineLength = 65_536
        /// The most objects not taken that are described; all are counted.
        public var describedRejections = 1_000

        public init() {}
    }

    public var limits: Limits
    /// Which route objects are kept, by prefix and origin; the others are read and left out.
    private let isWanted: @Sendable (IPPrefix, ASN) -> Bool

    public init(
        limits: Limits = Limits(), routes isWanted: @escaping @Sendable (IPPrefix, ASN) -> Bool = { _, _ in true }
    ) {
        self.limits = limits
        self.isWanted = isWanted
    }

    /// Reads a dump that is in memory.
    public func read(_ bytes: [UInt8]) throws(RegistryReadError) -> RoutingRegistryFile {
        var rest: [UInt8]? = bytes
        return try read {
            defer { rest = nil }
            return rest
        }
    }

    /// Reads a dump as its octets come.
    ///
    /// - Parameter nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public func read(chunks nextChunk: @escaping () throws -> [UInt8]?) throws(RegistryReadError) -> RoutingRegistryFile
    {
        var parser = RoutingRegistryParser(limits: limits, routes: isWanted)
        var lines = TextLines(size: limits.size, lineLength: limits.lineLength, nextChunk: nextChunk)
        while try lines.nextLine() {
            try parser.parse(lines.buffer, lines.line, number: lines.number)
        }
        return try parser.finish(line: lines.number)
    }
}
