internal import NumberResources

/// The router, the VRF and the table that routes of BMP are from, as far as they are known.
public struct BMPSource: Hashable, Sendable {
    /// sysName of the router; empty where it did not give one.
    public var router: String
    /// The route distinguisher of the VRF (RFC 4364 section 4.2); 0 for the global instance.
    public var distinguisher: UInt64
    /// The name of the VRF or table (RFC 9069 section 5.3.3).
    public var table: String?

    public init(router: String = "", distinguisher: UInt64 = 0, table: String? = nil) {
        self.router = router
        self.distinguisher = distinguisher
        self.table = table
    }

    /// The distinguisher as RFC 4364 section 4.2 divides it: `64500:1`, `192.0.2.1:1`, or octets where its type is not
    /// known; `nil` for the global instance.
    public var distinguisherText: String? {
        guard distinguisher != 0 else { return nil }
        let value = distinguisher & 0xffff_ffff_ffff
        switch distinguisher >> 48 {
        case 0: return "\(value >> 32):\(value & 0xffff_ffff)"
        case 1: return "\(IPAddress(ipv4: UInt32(value >> 16))):\(value & 0xffff)"
        case 2: return "\(value >> 16):\(value & 0xffff)"
        default:
            let digits = String(distinguisher, radix: 16)
            return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
        }
    }
}
