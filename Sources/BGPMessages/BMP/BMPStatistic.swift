/// One number of a Statistics Report (RFC 7854 section 4.8, RFC 8671 section 6.2, RFC 9972).
public struct BMPStatistic: Hashable, Sendable {
    /// The counted quantity: IANA's BMP statistics type.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        public let rawValue: UInt16

        public init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        public static let rejectedByPolicy = Kind(rawValue: 0)
        public static let duplicateAnnouncements = Kind(rawValue: 1)
        public static let duplicateWithdrawals = Kind(rawValue: 2)
        public static let clusterListLoops = Kind(rawValue: 3)
        public static let asPathLoops = Kind(rawValue: 4)
        public static let originatorIDLoops = Kind(rawValue: 5)
        public static let confederationLoops = Kind(rawValue: 6)
        public static let adjRIBInRoutes = Kind(rawValue: 7)
        public static let locRIBRoutes = Kind(rawValue: 8)
        public static let adjRIBInFamilyRoutes = Kind(rawValue: 9)
        public static let locRIBFamilyRoutes = Kind(rawValue: 10)
        public static let treatedAsWithdrawUpdates = Kind(rawValue: 11)
        public static let treatedAsWithdrawPrefixes = Kind(rawValue: 12)
        public static let duplicateUpdates = Kind(rawValue: 13)
        public static let adjRIBOutPreRoutes = Kind(rawValue: 14)
        public static let adjRIBOutPostRoutes = Kind(rawValue: 15)
        public static let adjRIBOutPreFamilyRoutes = Kind(rawValue: 16)
        public static let adjRIBOutPostFamilyRoutes = Kind(rawValue: 17)

        /// Octets of the value: a counter of 4, a gauge of 8, a gauge of a family of 11; `nil` where none is prescribed here.
        var size: Int? {
            switch rawValue {
            case 0...6, 11...13: 4
            case 7, 8, 14, 15: 8
            case 9, 10, 16, 17: 11
            default: nil
            }
        }
    }

    public let kind: Kind
    /// The family that is counted, where one is said.
    public let family: RouteFamily?
    public let value: UInt64
}
