public import Fetching
public import RPKIObjects

/// Options for keeping repositories up to date.
public struct SynchronisationOptions: Sendable {
    /// The moment at which rsync is used for a repository whose RRDP fails.
    public enum Fallback: String, Hashable, Sendable, CaseIterable {
        /// Immediately.
        case immediate
        /// After it has failed for a time that is chosen at random for each repository, up to
        /// ``SynchronisationOptions/fallbackDelay``.
        case delayed
        case never
    }

    /// True if anything is fetched; otherwise only the store is used.
    public var fetches = true
    public var usesRRDP = true
    public var usesRsync = true
    public var fallback = Fallback.immediate
    /// Seconds that RRDP may fail at most before rsync is tried, with ``Fallback/delayed``.
    public var fallbackDelay = 3600
    public var https = HTTPSOptions()
    public var rrdp = RRDPLimits()
    public var rsync = RsyncOptions()
    public var storage = RepositoryLimits()
    /// Repositories that are fetched simultaneously, in total and from one host.
    public var fetchesAtOnce = 16
    public var fetchesPerHost = 4
    /// Fetches that continue in addition to those because they took longer than five seconds, for each of
    /// ``fetchesAtOnce``.
    public var parkedFetches = 4
    /// Repositories that the CAs of one trust anchor may name.
    public var repositories = 5_000
    /// Seconds that a walk waits for fetches, all of them together; it goes on with what the store has, and the fetches
    /// go on too. `nil` waits until they end.
    public var walkSeconds: Int?
    /// Seconds after which a walk stops waiting when no fetch has brought anything; `nil` waits.
    public var silentSeconds: Int?

    public init() {}

    /// Which hosts may be connected to, by HTTPS and by rsync.
    public var policy: AddressPolicy {
        get { https.policy }
        set {
            https.policy = newValue
            rsync.policy = newValue
        }
    }

    /// Lets the hosts that `locators` name be connected to, wherever they are.
    public mutating func trust(_ locators: some Sequence<TrustAnchorLocator>) {
        policy.allow(hosts: locators.flatMap(\.hosts))
    }
}

extension TrustAnchorLocator {
    /// The hosts of its URIs.
    fileprivate var hosts: [String] {
        uris.compactMap { text in
            if let uri = RsyncURI(text) { return RsyncPlace(uri)?.host }
            return HTTPSURI(text)?.host
        }
    }
}
