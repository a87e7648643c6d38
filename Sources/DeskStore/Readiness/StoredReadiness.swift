public import FoundationEssentials

/// The readiness of one day, as it is kept.
public struct StoredReadiness: Hashable, Sendable {
    /// How the figures came about.
    public struct Run: Hashable, Sendable {
        /// Days after 1970-01-01, in UTC.
        public var day: Int
        public var time: Date
        /// Different routes that were counted.
        public var routes: Int
        public var vrps: Int
        /// Whether data of routing registries was at hand.
        public var hasRegistry: Bool
        /// The last day that the delegated statistics cover, in the form `yyyymmdd`; empty where there are none.
        public var delegated: String

        public init(day: Int, time: Date, routes: Int, vrps: Int, hasRegistry: Bool, delegated: String) {
            self.day = day
            self.time = time
            self.routes = routes
            self.vrps = vrps
            self.hasRegistry = hasRegistry
            self.delegated = delegated
        }
    }

    /// Routes by state, and the scores from 0 to 1.
    public struct Figures: Hashable, Sendable {
        public var routes = 0
        public var valid = 0
        public var invalid = 0
        /// Routes with a route object.
        public var registered = 0
        public var filtering: Double?
        public var irr: Double?
        public var rpki: Double?
        public var overall: Double?

        public init() {}

        public var notFound: Int { max(0, routes - valid - invalid) }

        /// The part of the routes that is valid; `nil` without routes.
        public var validShare: Double? { routes > 0 ? Double(valid) / Double(routes) : nil }
    }

    public struct Economy: Hashable, Sendable {
        /// Its code; `ZZ` for networks of none.
        public var code: String
        public var day: Int
        public var networks: Int
        public var ready: Int
        public var aspiring: Int
        /// Networks with an ASPA.
        public var aspas: Int
        public var figures: Figures

        /// The part of the networks that is ready; `nil` without networks.
        public var readyShare: Double? { networks > 0 ? Double(ready) / Double(networks) : nil }

        public init(
            code: String, day: Int, networks: Int, ready: Int, aspiring: Int, aspas: Int, figures: Figures
        ) {
            self.code = code
            self.day = day
            self.networks = networks
            self.ready = ready
            self.aspiring = aspiring
            self.aspas = aspas
            self.figures = figures
        }
    }

    public struct Network: Hashable, Sendable {
        public var asn: UInt32
        public var day: Int
        public var economy: String
        public var hasASPA: Bool
        public var figures: Figures

        public init(asn: UInt32, day: Int, economy: String, hasASPA: Bool, figures: Figures) {
            self.asn = asn
            self.day = day
            self.economy = economy
            self.hasASPA = hasASPA
            self.figures = figures
        }
    }

    public var run: Run
    /// By code, ascending.
    public var economies: [Economy]
    /// By number, ascending.
    public var networks: [Network]

    public init(run: Run, economies: [Economy], networks: [Network]) {
        self.run = run
        self.economies = economies
        self.networks = networks
    }
}
