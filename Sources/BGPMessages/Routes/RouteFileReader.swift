/// Reads what a file or stream says of routes, in one pass: MRT of all types, plain or compressed.
///
/// What cannot be read is left out and counted, with its place and reason, in `report`.
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

    /// How many events make up a batch. A record that holds more is not divided.
    private static let batchSize = 1_024

    /// - Parameters:
    ///   - includesMulticast: Whether routes for multicast are told as well; an event does not say which it is of.
    ///   - nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public init(
        limits: RouteFileLimits = RouteFileLimits(), includesMulticast: Bool = false,
        chunks nextChunk: @escaping () throws -> [UInt8]?
    ) {
        reader = MRTReader(limits: limits, chunks: nextChunk)
        walker = MRTWalker(limits: limits)
        collector = RouteCollector(includesMulticast: includesMulticast)
    }

    /// What has been found so far; all of it after `next(into:)` has given `false`.
    public var report: RouteFileReport {
        var report = walker.report
        report.compression = reader.compression
        report.announcements = collector.announcements
        report.withdrawals = collector.withdrawals
        for (family, count) in collector.skippedFamilies { report.skippedFamilies[family, default: 0] += count }
        return report
    }

    /// Replaces what is in `batch` by what comes next; `false` at the end.
    ///
    /// - Throws: When the octets cannot be had, or are of another format from the first one on.
    public mutating func next(into batch: inout RouteBatch) throws(RouteReadError) -> Bool {
        batch.events.removeAll(keepingCapacity: true)
        batch.stateChanges.removeAll(keepingCapacity: true)
        swap(&batch, &collector.batch)
        while !isAtEnd, collector.batch.events.count < RouteFileReader.batchSize, collector.batch.stateChanges.isEmpty {
            guard try reader.next() else {
                try finish()
                break
            }
            walker.walk(&reader, &collector)
            if !collector.faults.isEmpty {
                walker.note(collector.faults, movedBy: reader.recordDistance)
                collector.faults = []
            }
        }
        swap(&batch, &collector.batch)
        return !batch.isEmpty
    }

    private mutating func finish() throws(RouteReadError) {
        isAtEnd = true
        walker.note(&reader)
        if let fault = reader.streamFault { walker.note(fault) }
        if walker.report.records == 0, walker.report.skippedOctets > 0 {
            throw RouteReadError(.format, "no MRT record in \(walker.report.skippedOctets) octets")
        }
    }
}

/// Makes events of what is in records.
struct RouteCollector: MRTVisitor {
    var batch = RouteBatch()
    var faults: [MessageError] = []
    var announcements = 0
    var withdrawals = 0
    var skippedFamilies: [RouteFamily: Int] = [:]
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
        faults += update.faults
        for family in update.skippedFamilies { skippedFamilies[family, default: 0] += 1 }
        update.appendEvents(
            at: context.time, of: context.peer, includesMulticast: includesMulticast, to: &batch.events)
        for routes in update.withdrawn { withdrawals += routes.entries.count }
        for routes in update.announced { announcements += routes.entries.count }
    }

    mutating func route(
        _ octets: Span<UInt8>, _ route: TableRoute, _ context: RecordContext
    ) throws(MessageError) {
        let attributes = try PathAttributes(octets, route, context.encoding, faults: &faults)
        announcements += 1
        guard includesMulticast || !route.family.isMulticast else { return }
        batch.events.append(
            RouteEvent(
                time: context.time, peer: context.peer, prefix: route.prefix, pathID: route.pathID,
                action: .announce(attributes)))
    }

    mutating func stateChange(from: UInt16, to: UInt16, _ context: RecordContext) {
        batch.stateChanges.append(
            PeerStateChange(
                time: context.time, peer: context.peer, from: PeerStateChange.State(rawValue: from),
                to: PeerStateChange.State(rawValue: to)))
    }
}
