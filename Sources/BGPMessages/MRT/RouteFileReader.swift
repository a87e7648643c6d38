internal import Compression

/// Reads what a file or stream says of routes, in one pass: MRT of all types, plain or compressed.
///
/// A record that cannot be read is left out and counted, with its place and reason, in `report`.
///
/// ```swift
/// var reader = try RouteFileReader { try file.nextChunk() }
/// var batch = RouteBatch()
/// while try reader.next(into: &batch) {
///     for event in batch.events { … }
/// }
/// ```
public struct RouteFileReader {
    private var reader: MRTReader
    private var walker: MRTWalker
    private var collector: RouteCollector
    private var isAtEnd = false

    /// The number of events in a batch. A record with more is not divided.
    private static let batchSize = 1_024

    /// - Parameters:
    ///   - includesMulticast: Whether multicast routes are included. An event does not say whether its route is unicast
    ///     or multicast.
    ///   - nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public init(
        limits: RouteFileLimits = RouteFileLimits(), includesMulticast: Bool = false,
        chunks nextChunk: @escaping () throws -> [UInt8]?
    ) {
        reader = MRTReader(limits: limits, chunks: nextChunk)
        walker = MRTWalker(limits: limits)
        collector = RouteCollector(includesMulticast: includesMulticast)
    }

    /// The report so far; complete after `next(into:)` has returned `false`.
    public var report: RouteFileReport {
        walker.report(collector.tally, reader.compression)
    }

    /// Replaces what is in `batch` by what comes next; `false` at the end.
    ///
    /// - Throws: When the octets cannot be had, or are of another format from the first one on.
    public mutating func next(into batch: inout RouteBatch) throws(RouteReadError) -> Bool {
        batch.events.removeAll(keepingCapacity: true)
        batch.stateChanges.removeAll(keepingCapacity: true)
        batch.hasTableRows = false
        swap(&batch, &collector.batch)
        while !isAtEnd, collector.batch.events.count < RouteFileReader.batchSize, collector.batch.stateChanges.isEmpty {
            guard try reader.next() else {
                isAtEnd = true
                try walker.finish(&reader)
                break
            }
            walker.walk(&reader, &collector)
        }
        swap(&batch, &collector.batch)
        return !batch.isEmpty
    }
}

/// Makes events of what is in records.
struct RouteCollector: MRTVisitor {
    var batch = RouteBatch()
    var tally = RouteTally()
    private let includesMulticast: Bool

    init(includesMulticast: Bool) {
        self.includesMulticast = includesMulticast
    }

    func wants(_ time: BGPTime) -> Bool { true }

    func wants(_ peer: BGPPeer) -> Bool { true }

    mutating func update(
        _ octets: Span<UInt8>, _ body: Range<Int>, _ context: RecordContext
    ) throws(MessageError) {
        let update = try BGPUpdate(body: octets, from: body.lowerBound, context.encoding)
        if !update.faults.isEmpty { tally.faults += update.faults }
        for family in update.skippedFamilies { tally.skip(family) }
        update.appendEvents(
            at: context.time, of: context.speaker, includesMulticast: includesMulticast, to: &batch.events)
        for routes in update.withdrawn { tally.withdrawals += routes.entries.count }
        for routes in update.announced { tally.announcements += routes.entries.count }
    }

    mutating func route(
        _ octets: Span<UInt8>, _ route: TableRoute, _ context: RecordContext
    ) throws(MessageError) {
        let attributes = try PathAttributes(octets, route, context.encoding, faults: &tally.faults)
        tally.announcements += 1
        guard includesMulticast || !route.family.isMulticast else { return }
        batch.hasTableRows = true
        batch.events.append(
            RouteEvent(
                time: context.time, peer: context.speaker, prefix: route.prefix, pathID: route.pathID,
                action: .announce(attributes)))
    }

    mutating func stateChange(from: UInt16, to: UInt16, _ context: RecordContext) {
        batch.stateChanges.append(
            PeerStateChange(
                time: context.time, peer: context.speaker, from: PeerStateChange.State(rawValue: from),
                to: PeerStateChange.State(rawValue: to)))
    }
}
