package import NumberResources

/// The kind of record that something came in.
package enum RecordLabel: UInt8, Hashable, Sendable {
    case bgp, tableDump, tableDumpV2, bgp4mp, bgp4mpET, bgp4mpEntry
}

/// The sender, the receiver and the time of a record.
package struct RecordContext: Sendable {
    package var label: RecordLabel
    package var time: BGPTime
    /// The neighbour of the collector.
    package var peer: BGPPeer
    /// The collector's own end of the session, where the message was sent by it (RFC 6396 section 4.4.4).
    package var sender: BGPPeer?
    package var encoding: SessionEncoding

    /// The sender.
    package var speaker: BGPPeer { sender ?? peer }
}

/// One route of a table, as a record has it.
package struct TableRoute: Sendable {
    package let family: RouteFamily
    package let prefix: IPPrefix
    package let pathID: UInt32?
    /// The time at which the route was received, if the record has it.
    package let originated: UInt32
    /// The place of its attributes.
    package let attributes: Range<Int>
    /// The next hop, where the record has it outside of the attributes.
    package var nextHop: IPAddress?
    /// True if the record is a RIB_GENERIC.
    package var isGeneric = false
}

/// A consumer of the contents of records. Offsets count from the start of `octets`.
package protocol MRTVisitor: ~Copyable {
    /// The counts so far. Faults are removed from them after each record.
    var tally: RouteTally { get set }
    /// True if records of this time are of interest; others are passed over.
    func wants(_ time: BGPTime) -> Bool
    /// True if what this peer says is of interest.
    func wants(_ peer: BGPPeer) -> Bool
    /// An UPDATE whose body, after the header, is `body`.
    mutating func update(_ octets: Span<UInt8>, _ body: Range<Int>, _ context: RecordContext) throws(MessageError)
    mutating func route(_ octets: Span<UInt8>, _ route: TableRoute, _ context: RecordContext) throws(MessageError)
    mutating func stateChange(from: UInt16, to: UInt16, _ context: RecordContext)
}
