/// A payload with where it comes from.
public struct PayloadRow<Payload: Sendable>: Sendable {
    public let payload: Payload
    public let sources: PayloadSources

    public init(_ payload: Payload, sources: PayloadSources) {
        self.payload = payload
        self.sources = sources
    }
}

/// The payloads of one kind in a set, in canonical order, each with its sources.
public struct PayloadRows<Payload: Sendable>: Sendable {
    let payloads: [Payload]
    let sources: PayloadSourceColumn
    let table: PayloadSourceTable
}

extension PayloadRows: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { payloads.count }

    public subscript(position: Int) -> PayloadRow<Payload> {
        PayloadRow(payloads[position], sources: sources.sources(ofRow: position, in: table))
    }
}
