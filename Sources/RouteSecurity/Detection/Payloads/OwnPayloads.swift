import FoundationEssentials
import NumberResources
import ValidatedPayloads

/// The VRPs that cover monitored prefixes or lie in them, with where they come from.
struct OwnPayloads: Sendable {
    /// A VRP with the object that is named for it. Times are seconds since 1970.
    struct Row: Hashable, Sendable, Codable {
        let prefix: IPPrefix
        let maxLength: UInt8
        let asn: ASN
        var trustAnchor: String?
        var source: String?
        var notBefore: Int64?
        var notAfter: Int64?
        var expires: Int64?

        /// Whether it makes a route valid (RFC 6811 section 2).
        func authorises(_ route: IPPrefix, _ origin: ASN) -> Bool {
            asn == origin && asn != 0 && maxLength >= route.length && prefix.covers(route)
        }

        /// Of this VRP, regardless of the object that gives it.
        var content: Row {
            Row(prefix: prefix, maxLength: maxLength, asn: asn)
        }

        var evidence: AlertEvidence.ROA {
            AlertEvidence.ROA(
                prefix: prefix, maxLength: maxLength, asn: asn, trustAnchor: trustAnchor, source: source,
                notBefore: notBefore, expires: expires)
        }
    }

    /// A monitored prefix and an AS that may originate it.
    struct Pair: Hashable, Sendable, Codable {
        let prefix: IPPrefix
        let origin: ASN
    }

    private(set) var rows: [Row] = []
    private var table = PrefixTable<Int32>([])

    init() {}

    init(_ set: PayloadSet, _ own: OwnResources, limit: Int) {
        var found: [Row] = []
        for (index, vrp) in set.vrps.enumerated() where !own.prefixes.isEmpty {
            guard own.index(covering: vrp.prefix) != nil || !own.table.covered(by: vrp.prefix).isEmpty else { continue }
            if found.count == limit { break }
            found.append(Row(vrp, set.vrpRows[index].sources.first))
        }
        self.init(found)
    }

    init(_ rows: [Row]) {
        self.rows = rows
        table = PrefixTable(rows.enumerated().map { (prefix: $0.element.prefix, value: Int32($0.offset)) })
    }

    /// Calls `body` with each that covers `prefix`, from the most specific to the least.
    func forEachCovering(_ prefix: IPPrefix, _ body: (Row) -> Void) {
        table.forEachCovering(prefix) { _, numbers in
            for number in numbers { body(rows[Int(number)]) }
        }
    }

    /// Those that make a route valid.
    func authorising(_ prefix: IPPrefix, _ origin: ASN) -> [Row] {
        var found: [Row] = []
        forEachCovering(prefix) { if $0.authorises(prefix, origin) { found.append($0) } }
        return found
    }
}

extension OwnPayloads.Row {
    fileprivate init(_ vrp: VRP, _ source: PayloadSource?) {
        self.init(prefix: vrp.prefix, maxLength: vrp.maxLength, asn: vrp.asn)
        switch source {
        case .object(let object):
            trustAnchor = object.trustAnchor
            self.source = object.uri
            notBefore = (object.validity?.notBefore).map(OwnPayloads.seconds)
            notAfter = (object.validity?.notAfter).map(OwnPayloads.seconds)
            expires = object.expires.map(OwnPayloads.seconds)
        case .exception(let path, _): self.source = path
        case nil: break
        }
    }
}

extension OwnPayloads {
    fileprivate static func seconds(_ date: Date) -> Int64 {
        Int64(saturating: min(max(date.timeIntervalSince1970, -6.2e10), 2.6e11))
    }
}
