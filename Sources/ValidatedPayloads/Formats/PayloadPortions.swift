/// Writes selected payloads of a set in one of the formats, portion by portion: between two of them the caller can
/// wait, do something else, or end.
///
/// ```swift
/// var portions = PayloadPortions(writer, of: set, selection)
/// while portions.appendPortion(to: &out) { … }
/// ```
///
/// All portions together are what ``PayloadWriter`` writes for the same rows.
public struct PayloadPortions: Sendable {
    /// Octets from which on a portion ends.
    private static let size = 1 << 16
    /// Rows that are looked at for one portion.
    private static let rows = 1 << 14

    private enum Step: Sendable {
        case header
        case vrps
        case routerKeys
        case aspas
        case footer
        case end
    }

    private let layout: any PayloadLayout
    private let hasRows: Bool
    private let set: PayloadSet
    private let selection: PayloadSelection
    private var step = Step.header
    /// The next row of the section.
    private var place = 0
    /// True if the text before the section's rows has been written.
    private var hasStarted = false
    /// True if no row of the section has been written.
    private var isEmpty = true

    public init(_ writer: PayloadWriter, of set: PayloadSet, _ selection: PayloadSelection = PayloadSelection()) {
        var writer = writer
        writer.kinds = selection.kinds
        layout = writer.layout
        hasRows = writer.format != .summary && writer.format != .none
        self.set = set
        self.selection = selection
    }

    /// Appends the next octets, 65,536 or a row more, after a look at 16,384 rows at most.
    ///
    /// - Returns: Whether more follows.
    public mutating func appendPortion(to out: inout [UInt8]) -> Bool {
        let end = out.count + PayloadPortions.size
        var rows = PayloadPortions.rows
        let (layout, set, selection) = (layout, set, selection)
        while out.count < end, rows > 0 {
            switch step {
            case .header:
                layout.appendHeader(to: &out)
                step = hasRows ? .vrps : .footer
            case .vrps:
                append(
                    .vrps, .routeOrigins, set.vrpRows, next: .routerKeys, until: end, &rows, &out,
                    isSelected: { selection.vrp(set.vrps[$0]) }, write: { layout.append($0, isFirst: $1, to: &$2) })
            case .routerKeys:
                append(
                    .routerKeys, .routerKeys, set.routerKeyRows, next: .aspas, until: end, &rows, &out,
                    isSelected: { selection.routerKey(set.routerKeys[$0]) },
                    write: { layout.append($0, isFirst: $1, to: &$2) })
            case .aspas:
                append(
                    .aspas, .aspas, set.aspaRows, next: .footer, until: end, &rows, &out,
                    isSelected: { selection.aspa(set.aspas[$0]) }, write: { layout.append($0, isFirst: $1, to: &$2) })
            case .footer:
                layout.appendFooter(to: &out)
                step = .end
            case .end:
                return false
            }
        }
        return step != .end
    }

    private mutating func append<Payload>(
        _ section: PayloadSection, _ kind: PayloadKinds, _ payloads: PayloadRows<Payload>, next: Step, until end: Int,
        _ rows: inout Int, _ out: inout [UInt8], isSelected: (Int) -> Bool,
        write: (PayloadRow<Payload>, Bool, inout [UInt8]) -> Void
    ) {
        if !hasStarted { layout.appendStart(of: section, to: &out) }
        hasStarted = true
        let count = selection.kinds.contains(kind) ? payloads.count : 0
        while place < count, out.count < end, rows > 0 {
            if isSelected(place) {
                let row = payloads[place]
                if selection.trustAnchor(row.sources.trustAnchor) {
                    write(row, isEmpty, &out)
                    isEmpty = false
                }
            }
            place += 1
            rows -= 1
        }
        guard place >= count else { return }
        layout.appendEnd(of: section, isEmpty: isEmpty, to: &out)
        (step, place, hasStarted, isEmpty) = (next, 0, false, true)
    }
}
