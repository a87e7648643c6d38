internal import TextFormats

/// A format as it is written: what stands around the rows, and each row.
///
/// The rows come in three sections, VRPs first, then router keys, then ASPAs; any may be empty.
protocol PayloadLayout: Sendable {
    func appendHeader(to out: inout [UInt8])
    func appendStart(of section: PayloadSection, to out: inout [UInt8])
    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8])
    func append(_ row: PayloadRow<RouterKey>, isFirst: Bool, to out: inout [UInt8])
    func append(_ row: PayloadRow<ASPA>, isFirst: Bool, to out: inout [UInt8])
    func appendEnd(of section: PayloadSection, isEmpty: Bool, to out: inout [UInt8])
    func appendFooter(to out: inout [UInt8])
}

/// Nothing at all.
struct EmptyLayout: PayloadLayout {}

enum PayloadSection {
    case vrps
    case routerKeys
    case aspas

    var kind: PayloadKinds {
        switch self {
        case .vrps: .routeOrigins
        case .routerKeys: .routerKeys
        case .aspas: .aspas
        }
    }
}

extension PayloadLayout {
    func appendHeader(to out: inout [UInt8]) {}
    func appendStart(of section: PayloadSection, to out: inout [UInt8]) {}
    func append(_ row: PayloadRow<VRP>, isFirst: Bool, to out: inout [UInt8]) {}
    func append(_ row: PayloadRow<RouterKey>, isFirst: Bool, to out: inout [UInt8]) {}
    func append(_ row: PayloadRow<ASPA>, isFirst: Bool, to out: inout [UInt8]) {}
    func appendEnd(of section: PayloadSection, isEmpty: Bool, to out: inout [UInt8]) {}
    func appendFooter(to out: inout [UInt8]) {}
}

extension [UInt8] {
    /// The trust anchor of a row, or what Routinator prints for a row that has none.
    mutating func append(trustAnchorOf sources: PayloadSources) {
        if let name = sources.trustAnchor { append(text: name) } else { append("N/A") }
    }
}
