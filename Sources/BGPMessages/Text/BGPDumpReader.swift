internal import Compression

/// Reads an MRT file and gives its lines as `bgpdump -m` writes them, some at a time.
///
/// ```swift
/// var reader = BGPDumpReader(chunks: file.next)
/// while try reader.next() { reader.withText { write($0) } }
/// ```
public struct BGPDumpReader: ~Copyable {
    private var reader: MRTReader
    private var walker: MRTWalker
    private var writer: BGPDumpWriter
    private var isAtEnd = false

    /// The number of octets of text that are gathered.
    private static let size = 1 << 16

    /// - Parameter nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public init(
        limits: RouteFileLimits = RouteFileLimits(), filter: RouteFilter = RouteFilter(),
        chunks nextChunk: @escaping () throws -> [UInt8]?
    ) {
        reader = MRTReader(limits: limits, chunks: nextChunk)
        walker = MRTWalker(limits: limits)
        writer = BGPDumpWriter(filter: filter)
    }

    /// The report so far; complete after `next()` has returned `false`.
    public var report: RouteFileReport {
        walker.report(writer.tally, reader.compression)
    }

    /// Goes on until there is some text; `false` when there is no more.
    public mutating func next() throws(RouteReadError) -> Bool {
        writer.text.removeAll()
        while !isAtEnd, writer.text.count < BGPDumpReader.size {
            guard try reader.next() else {
                isAtEnd = true
                try walker.finish(&reader)
                break
            }
            walker.walk(&reader, &writer)
        }
        return writer.text.count > 0
    }

    /// Calls `body` with whole lines.
    public func withText<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try writer.text.withSpan(body)
    }
}
