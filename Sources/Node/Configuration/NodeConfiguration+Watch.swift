public import NumberResources
public import RouteSecurity
public import SecurityEvents

public import struct FoundationEssentials.Date

extension NodeConfiguration {
    /// Which networks are watched over, by what feeds, and who is told.
    public struct Watch: Hashable, Sendable {
        /// The AS numbers that are ours.
        public var asns: [ASN] = []
        /// Our prefixes and who may originate each; `nil` for `asns`, nobody where the list is empty.
        public var prefixes: [IPPrefix: [ASN]?] = [:]
        /// Who carries our routes to the rest of the Internet.
        public var upstreams: [ASN] = []
        public var peers: [ASN] = []
        public var customers: [ASN] = []
        /// Neighbours of neighbours of ours, where they are known.
        public var links: [ASN: [ASN]] = [:]
        /// ASes that have no providers.
        public var transitFree: [ASN] = []
        /// Sessions of collectors with our own routers: what these say is no evidence.
        public var excludedPeers: [ExcludedPeer] = []
        /// Whom to call about an AS.
        public var contacts: [ASN: String] = [:]
        public var thresholds = Thresholds()
        public var mutes: [Mute] = []
        public var maintenance: [Maintenance] = []
        /// A file or URL of payloads; `nil` for those of the node itself.
        public var payloads: String?
        public var files: [String] = []
        public var folders: [String] = []
        /// For so long a file of a folder must not have changed.
        public var settle = Duration.seconds(2)
        public var bmp = BMP()
        public var ris = RIS()
        /// How far what is told may be passed on.
        public var tlp = TrafficLight.amber
        /// How long alerts that have ended are kept.
        public var keep = Duration.seconds(90 * 86_400)
        /// The most deliveries that may wait for a sink.
        public var queue = 10_000
        public var log = Sink()
        public var events = Events()
        public var webhook = Webhook()
        public var syslog = Syslog()
        public var mail = Mail()

        public init() {}

        /// Whether there is anything to watch over.
        public var isEnabled: Bool { !asns.isEmpty || !prefixes.isEmpty }
    }
}

extension NodeConfiguration.Watch {
    /// A peer of a collector, by its AS number, its address, or both.
    public struct ExcludedPeer: Hashable, Sendable {
        public var asn: ASN?
        public var address: IPAddress?

        public init(asn: ASN? = nil, address: IPAddress? = nil) {
            self.asn = asn
            self.address = address
        }
    }

    /// Alerts of which nothing is passed on.
    public struct Mute: Hashable, Sendable {
        public var alerts: AlertFilter
        /// `nil` for ever.
        public var until: Date?

        public init(_ alerts: AlertFilter, until: Date? = nil) {
            self.alerts = alerts
            self.until = until
        }
    }

    /// A time in which alerts are not raised, because what they would say is on purpose.
    public struct Maintenance: Hashable, Sendable {
        public var from: Date
        public var to: Date
        public var alerts: AlertFilter

        public init(from: Date, to: Date, alerts: AlertFilter = AlertFilter()) {
            self.from = from
            self.to = to
            self.alerts = alerts
        }
    }

    /// When something is worth an alert, and how long things last.
    public struct Thresholds: Hashable, Sendable {
        /// From the last route of an incident to its end.
        public var endAfter = Duration.seconds(600)
        /// After the end, the time in which the same incident is the same alert.
        public var reopenWithin = Duration.seconds(86_400)
        /// Between two updates of an alert, at least.
        public var updateInterval = Duration.seconds(60)
        /// What a peer that went down had is kept that long.
        public var resetWindow = Duration.seconds(300)
        /// When a peer that does not say that its table is complete has announced nothing new for so long, it is,
        public var tableQuiet = Duration.seconds(5)
        /// or after so long in all.
        public var tableWindow = Duration.seconds(600)
        /// The share of peers, in percent, below which an own prefix has lost its visibility,
        public var visibilityShare = 50
        /// for so long.
        public var visibilityDelay = Duration.seconds(1)
        /// Before the certificate of the last ROA of an own route ends.
        public var roaExpiryNotice = Duration.seconds(604_800)
        /// Before the last VRP of an own route can no longer be trusted.
        public var payloadExpiryNotice = Duration.seconds(3600)
        /// Without a word from a live feed.
        public var feedSilence = Duration.seconds(300)
        /// Own VRPs of one trust anchor that vanish at once, and their share in percent, for it to be the anchor's fault.
        public var trustAnchorLoss = 3
        public var trustAnchorLossShare = 50

        public init() {}
    }

    /// Routers that send what they have by BMP (RFC 7854).
    public struct BMP: Hashable, Sendable {
        public var enabled = false
        public var listen = [ListenAddress(host: "127.0.0.1", port: 11_019)]
        /// Whence routers may connect; from everywhere when empty.
        public var allow: [IPPrefix] = []
        public var maxConnections = 100
        /// Of these, from one address; all of a /64 of IPv6 count as one.
        public var maxConnectionsPerAddress = 20
        /// What the routers' neighbours are to them, where the routers are ours; empty for collectors.
        public var roles: [ASN: NeighbourRole] = [:]
        /// From a connection to the router's first message.
        public var initiationTimeout = Duration.seconds(30)
        /// From the first octet of a message to its last.
        public var messageTimeout = Duration.seconds(30)

        public init() {}
    }

    /// RIPE's RIS Live.
    public struct RIS: Hashable, Sendable {
        public var enabled = false
        public var url = "https://ris-live.ripe.net/v1/stream/?format=json"
        /// How the program names itself to the service.
        public var client = "atalaya"
        /// The collectors to hear, as `rrc00`; all when empty.
        public var collectors: [String] = []
        /// Prefixes to hear of, with all that is more specific; those of `prefixes` when empty.
        public var prefixes: [IPPrefix] = []
        /// Paths of PEM files with certificates to trust beside the system's.
        public var httpsCA: [String] = []
        /// Without an octet, after which the connection is made anew.
        public var liveness = Duration.seconds(60)
        /// The longest wait before another try.
        public var retry = Duration.seconds(60)

        public init() {}
    }

    /// What every sink has.
    public struct Sink: Hashable, Sendable {
        /// The least severity that is passed on; `nil` for nothing at all.
        public var severity: EventSeverity? = .information
        /// How many messages there may be in `period`; what is more comes together in one. `nil` for no limit.
        public var rate: Int?
        public var period = Duration.seconds(600)

        public init() {}

        public init(rate: Int?) {
            self.rate = rate
        }
    }

    public struct Events: Hashable, Sendable {
        public var sink = Sink()
        /// A file; `nil` for none.
        public var path: String?

        public init() {}
    }

    public struct Webhook: Hashable, Sendable {
        public var sink = Sink(rate: 60)
        public var urls: [String] = []
        public var headers: [String: String] = [:]
        /// The path of a file with the key of the signature.
        public var secret: String?
        /// Paths of PEM files with certificates to trust beside the system's.
        public var httpsCA: [String] = []
        public var timeout = Duration.seconds(10)

        public init() {}
    }

    public struct Syslog: Hashable, Sendable {
        public enum Facility: String, Hashable, Sendable, CaseIterable {
            case user, daemon, auth, authpriv, local0, local1, local2, local3, local4, local5, local6, local7
        }

        /// Where messages go.
        public enum Target: Hashable, Sendable, CustomStringConvertible {
            case udp(ListenAddress)
            case tcp(ListenAddress)
            /// A Unix socket.
            case socket(String)

            public var description: String {
                switch self {
                case .udp(let address): "udp://\(address)"
                case .tcp(let address): "tcp://\(address)"
                case .socket(let path): path
                }
            }
        }

        public var sink = Sink(rate: 600)
        public var targets: [Target] = []
        public var facility = Facility.daemon

        public init() {}
    }

    public struct Mail: Hashable, Sendable {
        public var sink = Sink(rate: 10)
        public var to: [String] = []
        public var from = "atalaya@localhost"
        /// The sendmail program, and arguments that come before all others.
        public var command = ["/usr/sbin/sendmail"]
        public var timeout = Duration.seconds(60)

        public init() {}
    }
}
