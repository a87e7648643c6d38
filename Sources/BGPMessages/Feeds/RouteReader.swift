internal import Compression

/// Reads a file or stream of routes of any format: MRT, BMP, captures of it, RIS Live, RIPEstat; plain or compressed.
///
/// ```swift
/// var reader = try RouteReader(now: now) { try file.nextChunk() }
/// var batch = RouteBatch()
/// while try reader.next(into: &batch) {
///     for event in batch.events { … }
/// }
/// ```
public struct RouteReader {
    /// The format that was recognized.
    public let format: RouteFormat
    // Of the two there is one.
    private var mrt: RouteFileReader?
    private var feed: RouteFeedReader?

    /// Reads the format that the first octets show.
    ///
    /// - Parameters:
    ///   - views: The tables of a router monitored by BMP to read; `nil`: all.
    ///   - now: The time to assume for a BMP message without one.
    ///   - nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    /// - Throws: When the first octets cannot be had.
    public init(
        limits: RouteFeedReader.Limits = RouteFeedReader.Limits(), includesMulticast: Bool = false,
        views: Set<BMPView>? = nil, now: BGPTime, chunks nextChunk: @escaping () throws -> [UInt8]?
    ) throws(RouteReadError) {
        let (format, chunks) = try RouteFormat.recognise(nextChunk)
        self.init(
            format, limits: limits, includesMulticast: includesMulticast, views: views, now: now, chunks: chunks)
    }

    /// Reads what is known to be of a format; the same otherwise.
    public init(
        _ format: RouteFormat, limits: RouteFeedReader.Limits = RouteFeedReader.Limits(),
        includesMulticast: Bool = false, views: Set<BMPView>? = nil, now: BGPTime,
        chunks nextChunk: @escaping () throws -> [UInt8]?
    ) {
        self.format = format
        if format == .mrt {
            mrt = RouteFileReader(limits: limits.file, includesMulticast: includesMulticast, chunks: nextChunk)
        } else {
            feed = RouteFeedReader(format, limits: limits, views: views, now: now, chunks: nextChunk)
        }
    }

    /// The report so far; complete after `next(into:)` has returned `false`.
    public var report: RouteFileReport {
        mrt?.report ?? feed?.report ?? RouteFileReport()
    }

    /// Replaces what is in `batch` by what comes next; `false` at the end.
    ///
    /// - Throws: When the octets cannot be had, or are of another format from the first one on.
    public mutating func next(into batch: inout RouteBatch) throws(RouteReadError) -> Bool {
        if mrt != nil { return try mrt?.next(into: &batch) ?? false }
        return try feed?.next(into: &batch) ?? false
    }
}

extension RouteFormat {
    /// The format of what `nextChunk` gives, uncompressed if need be, and chunks that begin at its start again.
    public static func recognise(
        _ nextChunk: @escaping () throws -> [UInt8]?
    ) throws(RouteReadError) -> (format: RouteFormat, chunks: () throws -> [UInt8]?) {
        let replay = ChunkReplay(nextChunk)
        var stream = OctetStream { try replay.record() }
        var head = [UInt8](repeating: 0, count: headSize)
        var count = 0
        while count < headSize {
            let start = count
            let result = head.withUnsafeMutableBytes { bytes in
                Result { () throws(RouteReadError) in
                    try stream.readRoutes(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
                }
            }
            let read = try result.get()
            if read == 0 { break }
            count += read
            // Of a live stream no more may come for long; most formats show in their first octets.
            if count >= 64, RouteFormat(head: head.span.extracting(0..<count)) != .risLive { break }
        }
        return (RouteFormat(head: head.span.extracting(0..<count)), { try replay.next() })
    }
}

/// Chunks that are looked at first and given out afterwards.
private final class ChunkReplay {
    private let nextChunk: () throws -> [UInt8]?
    private var recorded: [[UInt8]] = []
    private var given = 0
    private var isAtEnd = false

    init(_ nextChunk: @escaping () throws -> [UInt8]?) {
        self.nextChunk = nextChunk
    }

    func record() throws -> [UInt8]? {
        guard !isAtEnd, let chunk = try nextChunk() else {
            isAtEnd = true
            return nil
        }
        recorded.append(chunk)
        return chunk
    }

    func next() throws -> [UInt8]? {
        if given < recorded.count {
            defer {
                recorded[given] = []
                given += 1
            }
            return recorded[given]
        }
        return isAtEnd ? nil : try nextChunk()
    }
}
