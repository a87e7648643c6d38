public import NumberResources
internal import RPKIObjects

/// One element of an IPAddressFamily (RFC 3779 section 2.2.3.7).
public enum AddressBlock: Hashable, Sendable {
    case prefix(BitString)
    case range(BitString, BitString)

    /// The canonical encoding (RFC 3779 sections 2.2.3.7 and 2.2.3.9).
    public init(_ element: IPAddressOrRange) {
        switch element {
        case .prefix(let prefix): self = .prefix(BitString(prefix))
        case .range(let range):
            self = .range(
                BitString(IPAddressBitString(minimum: range.first)), BitString(IPAddressBitString(maximum: range.last)))
        }
    }

    func encode(into der: inout DERWriter) {
        switch self {
        case .prefix(let bits): bits.encode(into: &der)
        case .range(let lower, let upper):
            der.sequence {
                lower.encode(into: &$0)
                upper.encode(into: &$0)
            }
        }
    }
}

/// An IPAddressFamily (RFC 3779 section 2.2.3.2), right or wrong.
public struct AddressFamilyBlocks: Hashable, Sendable {
    /// The address family: 00 01 or 00 02.
    public var addressFamily: [UInt8]
    /// `nil` is "inherit".
    public var blocks: [AddressBlock]?

    public init(addressFamily: [UInt8], blocks: [AddressBlock]?) {
        self.addressFamily = addressFamily
        self.blocks = blocks
    }

    /// The canonical form of what `claims` says about addresses.
    public static func canonical(_ claims: ResourceClaims) -> [AddressFamilyBlocks] {
        let families: [(UInt8, [AddressBlock]??)] = [
            (1, blocks(claims.ipv4, .ipv4)), (2, blocks(claims.ipv6, .ipv6)),
        ]
        return families.compactMap { family, content in
            content.map { AddressFamilyBlocks(addressFamily: [0, family], blocks: $0) }
        }
    }

    private static func blocks<Bound>(_ claim: ResourceClaim<Bound>, _ family: AddressFamily) -> [AddressBlock]?? {
        switch claim {
        case .absent: .none
        case .inherit: .some(nil)
        case .set(let set): .some(set.addressesOrRanges(family).map { AddressBlock($0) })
        }
    }

    func encode(into der: inout DERWriter) {
        der.sequence {
            $0.octetString(addressFamily)
            if let blocks {
                $0.sequence { for block in blocks { block.encode(into: &$0) } }
            } else {
                $0.null()
            }
        }
    }
}
