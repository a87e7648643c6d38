internal import NumberResources
package import ValidatedPayloads

/// The payloads of a router from one cache, and the changes of a running update.
///
/// A change counts only from End of Data on (RFC 8210 section 8.1), so an update that breaks off leaves the table as it
/// was.
package struct RouterTable: Sendable {
    private var vrps = Records<VRP>()
    private var routerKeys = Records<RouterKey>()
    private var aspas: [ASN: ASPA] = [:]
    /// The update's changes by customer; an inner `nil` is a withdrawal.
    private var aspaChanges: [ASN: ASPA?] = [:]
    private var isFull = false

    package init() {}

    /// One kind of payload that is distinguished by all it says.
    private struct Records<Payload: Hashable & Comparable & Sendable>: Sendable {
        var held: Set<Payload> = []
        var announced: Set<Payload> = []
        var withdrawn: Set<Payload> = []

        mutating func change(_ payload: Payload, _ flag: PDUFlag, isFull: Bool) -> RTRErrorCode? {
            let isHeld = !isFull && held.contains(payload)
            switch flag {
            case .announce:
                if withdrawn.remove(payload) != nil { return nil }
                if isHeld { return .duplicateAnnouncement }
                return announced.insert(payload).inserted ? nil : .duplicateAnnouncement
            case .withdraw:
                if announced.remove(payload) != nil { return nil }
                return isHeld && withdrawn.insert(payload).inserted ? nil : .withdrawalOfUnknown
            }
        }

        mutating func commit(isFull: Bool) -> PayloadDelta.Change<Payload> {
            var change = PayloadDelta.Change<Payload>()
            if isFull {
                change.announced = announced.subtracting(held).sorted()
                change.withdrawn = held.subtracting(announced).sorted()
                held = announced
            } else {
                change.announced = announced.sorted()
                change.withdrawn = withdrawn.sorted()
                held.formUnion(announced)
                held.subtract(withdrawn)
            }
            discard()
            return change
        }

        mutating func discard() {
            announced = []
            withdrawn = []
        }
    }

    /// Begins an update.
    ///
    /// - Parameter isFull: Whether it says all there is, so that what it does not name goes.
    package mutating func begin(isFull: Bool) {
        discard()
        self.isFull = isFull
    }

    /// Forgets the update that is under way.
    package mutating func discard() {
        vrps.discard()
        routerKeys.discard()
        aspaChanges = [:]
    }

    /// Applies a payload PDU. Returns the error to report to the cache if the PDU does not fit the table (RFC 8210
    /// sections 5.6 and 12).
    package mutating func change(_ pdu: PDU) -> RTRErrorCode? {
        switch pdu {
        case .prefix(let vrp, let flag): return vrps.change(vrp, flag, isFull: isFull)
        case .routerKey(let key, let flag): return routerKeys.change(key, flag, isFull: isFull)
        case .aspa(let aspa):
            // A later announcement replaces an earlier one (draft-ietf-sidrops-8210bis section 5.12).
            aspaChanges.updateValue(aspa, forKey: aspa.customer)
            return nil
        case .aspaWithdrawal(let customer):
            let isHeld = aspaChanges[customer].map { $0 != nil } ?? (!isFull && aspas[customer] != nil)
            guard isHeld else { return .withdrawalOfUnknown }
            aspaChanges.updateValue(nil, forKey: customer)
            return nil
        default: return .corruptData
        }
    }

    /// Ends the update and gives what it changed.
    package mutating func commit() -> PayloadDelta {
        var delta = PayloadDelta()
        delta.vrps = vrps.commit(isFull: isFull)
        delta.routerKeys = routerKeys.commit(isFull: isFull)
        let before = aspas
        if isFull { aspas = [:] }
        for (customer, aspa) in aspaChanges { aspas[customer] = aspa }
        delta.aspas.announced = aspas.values.filter { before[$0.customer] != $0 }.sorted()
        delta.aspas.withdrawn = before.values.filter { aspas[$0.customer] != $0 }.sorted()
        aspaChanges = [:]
        return delta
    }

    package var counts: PayloadCounts {
        PayloadCounts(vrps: vrps.held.count, aspas: aspas.count, routerKeys: routerKeys.held.count)
    }

    /// All of it, each payload as from `source`.
    package func payloads(source: PayloadSource) -> PayloadSet {
        var builder = PayloadSetBuilder()
        let id = builder.source(source)
        builder.reserveCapacity(vrps: vrps.held.count)
        for vrp in vrps.held { builder.add(vrp, source: id) }
        for key in routerKeys.held { builder.add(key, source: id) }
        for aspa in aspas.values { builder.add(aspa, source: id) }
        return builder.build(maximumProviders: .max)
    }
}
