internal import NumberResources
internal import TextFormats

/// Reads files of delegated statistics of the regional Internet registries and of the NRO, plain and extended
/// (RIR statistics exchange format, version 2).
///
/// Lines that say nothing valid are rejected one by one, and the rest taken.
///
/// ```swift
/// let file = try DelegatedStatisticsReader().read(bytes)
/// DelegatedStatistics([file]).economy(of: 33764)
/// ```
public struct DelegatedStatisticsReader: Sendable {
    /// The limits of a reader.
    public struct Limits: Hashable, Sendable {
        /// The most octets of a file.
        public var size = 1 << 30
        /// The most records of a file.
        public var records = 5_000_000
        /// The most sections of a file, each of which begins with a version line.
        public var sections = 10_000
        /// The most octets of a line; a longer one is not taken.
        public var lineLength = 4_096
        /// The most lines not taken that are described; all are counted.
        public var describedRejections = 1_000

        public init() {}
    }

    public var limits: Limits

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Reads a file that is in memory.
    public func read(_ bytes: [UInt8]) throws(RegistryReadError) -> DelegatedFile {
        var rest: [UInt8]? = bytes
        return try read {
            defer { rest = nil }
            return rest
        }
    }

    /// Reads a file as its octets come.
    ///
    /// - Parameter nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public func read(chunks nextChunk: @escaping () throws -> [UInt8]?) throws(RegistryReadError) -> DelegatedFile {
        var parser = DelegatedStatisticsParser(limits: limits)
        var lines = TextLines(size: limits.size, lineLength: limits.lineLength, nextChunk: nextChunk)
        while try lines.nextLine() {
            try parser.parse(lines.buffer, lines.line, number: lines.number)
        }
        return try parser.finish(line: lines.number)
    }
}
