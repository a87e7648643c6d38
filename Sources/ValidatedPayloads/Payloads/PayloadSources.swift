package import TextFormats

/// The sources of one payload, at least one; the first is the one to name where only one can be.
///
/// For a VRP or router key that several objects give, the first is the one that expires last. An ASPA that was merged from
/// several objects needs them all: there the first is the one that expires first.
public struct PayloadSources: Sendable {
    let table: PayloadSourceTable
    let primary: PayloadSourceID
    let others: [PayloadSourceID]

    init(table: PayloadSourceTable, primary: PayloadSourceID, others: [PayloadSourceID] = []) {
        self.table = table
        self.primary = primary
        self.others = others
    }

    /// The one source given.
    public init(_ source: PayloadSource) {
        var builder = PayloadSourceTable.Builder()
        primary = builder.intern(source)
        others = []
        table = builder.table
    }
}

extension PayloadSources: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { 1 + others.count }

    public subscript(position: Int) -> PayloadSource {
        table[position == 0 ? primary : others[position - 1]]
    }
}

extension PayloadSources {
    /// The name of the first source's trust anchor; `nil` for an exception.
    package var trustAnchor: String? {
        table.trustAnchor(primary)
    }

    package var expires: UnixTime? {
        table.expires(primary)
    }
}
