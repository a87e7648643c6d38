public import NumberResources
internal import RPKIObjects

/// The content of an ASPA field by field (draft-ietf-sidrops-aspa-profile section 3).
public struct ASPAPlan: Hashable, Sendable {
    /// `nil` leaves it out, which is version 0.
    public var version: DERInteger? = 1
    public var customer: DERInteger
    /// In the order of writing.
    public var providers: [DERInteger]

    /// The providers in ascending order, each once.
    public init(customer: ASN, providers: [ASN]) {
        self.customer = DERInteger(customer.rawValue)
        self.providers = Set(providers).sorted().map { DERInteger($0.rawValue) }
    }

    func encoded() -> [UInt8] {
        DERWriter.encode {
            $0.sequence {
                if let version { $0.context(0) { version.encode(into: &$0) } }
                customer.encode(into: &$0)
                $0.sequence { for provider in providers { provider.encode(into: &$0) } }
            }
        }
    }
}
