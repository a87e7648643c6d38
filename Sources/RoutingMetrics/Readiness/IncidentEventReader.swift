public import Registries
internal import RouteSecurity
public import SecurityEvents
internal import TextFormats

/// Reads the incidents in files of security events: JSON, one event a line. Of records with the same identity the last
/// one counts.
public struct IncidentEventReader: Sendable {
    /// The limits of a reader, in addition to `SecurityEventLimits`.
    public struct Limits: Hashable, Sendable {
        /// The most octets of a file.
        public var size = 1 << 33
        /// The most different events of a file.
        public var events = 1_000_000

        public init() {}
    }

    /// The events of a file.
    public struct Events: Sendable {
        /// By identity, the last record of each.
        public internal(set) var records: [String: SecurityEvent] = [:]
        /// Lines that are not an event.
        public internal(set) var rejectedCount = 0
        /// The first of them, counted from 1, and what is wrong with it.
        public internal(set) var firstRejected: (line: Int, reason: String)?

        public init() {}
    }

    public var limits: Limits
    public var eventLimits: SecurityEventLimits

    public init(limits: Limits = Limits(), eventLimits: SecurityEventLimits = SecurityEventLimits()) {
        self.limits = limits
        self.eventLimits = eventLimits
    }

    /// Reads a file as its octets come.
    ///
    /// - Parameter nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public func read(chunks nextChunk: @escaping () throws -> [UInt8]?) throws(RegistryReadError) -> Events {
        var events = Events()
        var lines = TextLines(size: limits.size, lineLength: eventLimits.eventSize, nextChunk: nextChunk)
        while try lines.nextLine() {
            guard let line = lines.line else {
                events.reject(lines.number, "the line is too long")
                continue
            }
            if !lines.buffer[line].contains(where: { $0 > 0x20 }) { continue }
            do throws(SecurityEventError) {
                events.keep(try SecurityEvent(json: Array(lines.buffer[line]), limits: eventLimits))
            } catch {
                events.reject(lines.number, error.description)
            }
            if events.records.count > limits.events {
                throw RegistryReadError(.limitExceeded, "more than \(limits.events) events", line: lines.number)
            }
        }
        return events
    }
}

extension IncidentEventReader.Events {
    mutating func keep(_ event: SecurityEvent) {
        let identity = event.identity
        guard let known = records[identity] else {
            records[identity] = event
            return
        }
        // What was reported later knows more; of one moment what lasted longer, and then a fixed one.
        let order = (event.reported, event.lastObserved ?? event.observed)
        let knownOrder = (known.reported, known.lastObserved ?? known.observed)
        if order > knownOrder || order == knownOrder && event.json() > known.json() { records[identity] = event }
    }

    fileprivate mutating func reject(_ line: Int, _ reason: String) {
        rejectedCount += 1
        if firstRejected == nil { firstRejected = (line, reason) }
    }

    /// Adds the records of another file.
    public mutating func merge(_ other: IncidentEventReader.Events) {
        for event in other.records.values { keep(event) }
        rejectedCount += other.rejectedCount
    }

    /// The incidents, in canonical order.
    ///
    /// - Parameter delegated: Gives the addresses without a holder.
    public func incidentEvents(delegated: DelegatedStatistics) -> [IncidentEvent] {
        let bogons = Bogons(unallocated: delegated.unallocated)
        return records.values.flatMap { IncidentEvent.events(of: $0, bogons: bogons) }.sorted()
    }
}
