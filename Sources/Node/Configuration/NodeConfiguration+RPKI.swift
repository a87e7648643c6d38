public import Fetching
public import NumberResources
public import RPKIRepository
public import RPKIValidation

extension NodeConfiguration {
    /// How the RPKI is fetched and validated.
    public struct RPKI: Hashable, Sendable {
        public var tals: [TrustAnchorSource] = [.registries]
        /// Paths of NAME.constraints.
        public var constraints: [String] = []
        public var skipList: String?
        public var slurm: [String] = []
        /// Time from the end of one refresh to the start of the next, before jitter.
        public var refresh = Duration.seconds(600)
        /// How much later than `refresh` a refresh may start, at random, in percent.
        public var jitter = 20
        public var rrdp = true
        public var rsync = true
        /// The rsync program, a path or a name that is looked up in `PATH`, and arguments that come before all others.
        public var rsyncCommand = ["rsync"]
        public var rsyncFallback = RsyncFallback.delayed
        /// The longest time, drawn at random, before a delayed fallback.
        public var rsyncFallbackDelay = Duration.seconds(3600)
        /// Paths of PEM files with certificates to trust beside the system's.
        public var httpsCA: [String] = []
        /// Addresses by host name in lower case, used in place of DNS.
        public var resolve: [String: IPAddress] = [:]
        public var proxy: HTTPSOptions.Proxy?
        /// The path of a file with name and password for the proxy.
        public var proxyCredentials: String?
        /// Prefixes inside, such as 10.0.0.0/8, that CAs and redirects may lead to.
        public var allowInternalHosts: [IPPrefix] = []
        public var sourceAddress: IPAddress?
        public var family = Family.any
        public var timeouts = Timeouts()
        /// How long a refresh waits for repositories, all of them together.
        public var walkTimeout = Duration.seconds(60)
        public var limits = FetchBounds()
        /// Publication points validated at once; `nil` for one a core.
        public var workers: Int?
        /// Limits of the walk and of objects; `depth` is the key `rpki.max-depth`, `decoding.isStrict` is `rpki.strict`.
        public var validation = ValidationLimits()
        public var alarm = Alarm()

        public init() {}
    }
}

extension NodeConfiguration.RPKI {
    /// When rsync is tried for a repository whose RRDP failed.
    public typealias RsyncFallback = SynchronisationOptions.Fallback
    /// The addresses that may be connected to.
    public typealias Family = HTTPSOptions.Family

    /// How long a repository may take.
    public struct Timeouts: Hashable, Sendable {
        public var connect = Duration.seconds(15)
        /// Without an octet.
        public var idle = Duration.seconds(60)
        /// One refresh of one repository, RRDP and rsync together.
        public var total = Duration.seconds(900)

        public init() {}
    }

    /// How much may be fetched; `Docs/Limits.md` says what happens where it is reached.
    public struct FetchBounds: Hashable, Sendable {
        /// Octets of an RRDP notification.
        public var notificationSize = 16_777_216
        /// Octets of an RRDP snapshot.
        public var snapshotSize = 2_000_000_000
        /// Octets of one RRDP delta.
        public var deltaSize = 500_000_000
        /// Deltas followed in one refresh; beyond, the snapshot is taken.
        public var deltas = 300
        /// Octets, and files, of one rsync module.
        public var moduleSize = 2_000_000_000
        public var moduleFiles = 2_000_000
        /// What the store keeps of one repository: objects, folders, and octets of objects.
        public var repositoryObjects = 1_000_000
        public var repositoryFolders = 50_000
        public var repositorySize = 4_000_000_000
        /// Octets of the state folder.
        public var stateSize = 40_000_000_000
        /// Repositories that the CAs of one trust anchor may name.
        public var repositories = 5000
        public var connectionsPerHost = 4
        /// Repositories fetched at once.
        public var fetches = 16
        /// Octets a second that must come on average.
        public var minimumRate = 10_000

        public init() {}
    }

    /// When a refresh takes away more than changes of the day do.
    public struct Alarm: Hashable, Sendable {
        /// Percent of a trust anchor's VRPs.
        public var removedShare = 20
        /// How many times as many VRPs as before one CA may have.
        public var growth = 100
        /// VRPs of one CA below which its growth does not matter.
        public var growthFloor = 1_000
        /// Whether payloads of before are held until an operator lets the removal or the growth through.
        public var hold = false

        public init() {}
    }
}
