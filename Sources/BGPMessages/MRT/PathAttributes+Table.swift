internal import NumberResources

extension PathAttributes {
    /// The attributes of a route in a table, which its router has: faults are added to `faults`, and a route whose path is not
    /// known is left out.
    init(
        _ octets: Span<UInt8>, _ route: TableRoute, _ encoding: SessionEncoding, faults: inout [MessageError]
    ) throws(MessageError) {
        let before = faults.count
        let layout = AttributeLayout(octets, route.attributes, keepsMisflagged: encoding.isObserved, faults: &faults)
        self.init(octets, layout, encoding, isTable: true, faults: &faults)
        if layout[.multiprotocolReach].isPresent {
            do throws(MessageError) {
                nextHop = try PathAttributes.nextHop(octets, layout[.multiprotocolReach]) ?? nextHop
            } catch {
                guard encoding.isObserved else { throw error }
                faults.append(error.withRoutes)
            }
        }
        if nextHop == nil { nextHop = route.nextHop }
        guard faults.count > before else { return }
        if encoding.isObserved {
            var found = Array(faults[before...])
            found.keepObservedRoute(layout)
            faults.replaceSubrange(before..., with: found)
        }
        if let index = faults[before...].firstIndex(where: { $0.handling > .attributeDiscard }) {
            throw faults.remove(at: index)
        }
    }

    /// The next hop in MP_REACH_NLRI, which a table has without family and routes (RFC 6396 section 4.3.4), or in full
    /// where the writer did not know.
    private static func nextHop(
        _ octets: Span<UInt8>, _ part: AttributeLayout.Part
    ) throws(MessageError) -> IPAddress? {
        let type = AttributeType.multiprotocolReach
        guard part.count > 0 else { throw type.malformed(at: part.offset, "0 octets") }
        if octets[part.offset] == 0 {
            let reach = try MultiprotocolRoutes(reach: octets, part)
            return IPAddress(nextHop: octets, reach.nextHop)
        }
        let length = Int(octets[part.offset])
        guard length < part.count, let address = IPAddress(nextHop: octets, part.offset + 1..<part.offset + 1 + length)
        else { throw type.malformed(at: part.offset, "a next hop of \(length) octets") }
        return address
    }
}
