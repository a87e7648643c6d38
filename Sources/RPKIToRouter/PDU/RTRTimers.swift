/// The refresh, retry and expire intervals of routers, in seconds (RFC 8210 section 6). Version 0 does not send them.
public struct RTRTimers: Hashable, Sendable {
    /// The ranges and defaults of RFC 8210 section 6.
    public static let refreshRange: ClosedRange<UInt32> = 1...86_400
    public static let retryRange: ClosedRange<UInt32> = 1...7_200
    public static let expireRange: ClosedRange<UInt32> = 600...172_800

    public let refresh: UInt32
    public let retry: UInt32
    public let expire: UInt32

    /// The timers, or `nil` where one is out of its range, or data would expire before they are asked for again.
    public init?(refresh: UInt32 = 3_600, retry: UInt32 = 600, expire: UInt32 = 7_200) {
        guard RTRTimers.refreshRange.contains(refresh), RTRTimers.retryRange.contains(retry),
            RTRTimers.expireRange.contains(expire), expire > refresh, expire > retry
        else { return nil }
        self.init(unchecked: refresh, retry, expire)
    }

    /// 3,600, 600 and 7,200 seconds, as RFC 8210 section 6 proposes.
    public static let standard = RTRTimers(unchecked: 3_600, 600, 7_200)

    /// The intervals that a router uses after receiving these from a cache: each limited to its range.
    package init(clamping refresh: UInt32, _ retry: UInt32, _ expire: UInt32) {
        self.init(
            unchecked: refresh.clamped(to: RTRTimers.refreshRange), retry.clamped(to: RTRTimers.retryRange),
            expire.clamped(to: RTRTimers.expireRange))
    }

    private init(unchecked refresh: UInt32, _ retry: UInt32, _ expire: UInt32) {
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
    }
}

extension UInt32 {
    fileprivate func clamped(to range: ClosedRange<UInt32>) -> UInt32 {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
