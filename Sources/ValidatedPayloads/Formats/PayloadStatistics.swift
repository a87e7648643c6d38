/// The counts of a validation run, for the formats that print it.
public struct PayloadStatistics: Hashable, Sendable {
    /// The totals over all trust anchors.
    public var total = Counts()
    /// The counts of each trust anchor, in the order in which they are printed.
    public var trustAnchors: [TrustAnchor] = []
    public var run = Run()
    /// CAs of which nothing could be used.
    public var nonFunctionalCAs: [NonFunctionalCA] = []

    public init() {}

    /// Objects and payloads.
    public struct Counts: Hashable, Sendable {
        public var certificates = 0
        public var failedCertificates = 0
        public var nonFunctionalCAs = 0
        public var manifests = 0
        public var failedManifests = 0
        public var crls = 0
        public var ghostbusters = 0
        public var trustAnchorKeys = 0
        public var roas = 0
        /// ROAs that could not be decoded or verified.
        public var failedROAs = 0
        /// ROAs whose resources their certificate does not hold.
        public var invalidROAs = 0
        public var aspas = 0
        public var failedASPAs = 0
        public var invalidASPAs = 0
        public var routerCertificates = 0
        /// Payloads of valid objects, duplicates included.
        public var validPayloads = PayloadCounts()
        /// Payloads that were put out.
        public var finalPayloads = PayloadCounts()

        public init() {}
    }

    public struct TrustAnchor: Hashable, Sendable {
        public var name: String
        public var counts: Counts

        public init(name: String, counts: Counts) {
            self.name = name
            self.counts = counts
        }
    }

    /// The run itself.
    public struct Run: Hashable, Sendable {
        /// The host's name.
        public var buildMachine = ""
        /// Whole seconds.
        public var elapsedSeconds = 0
        public var userSeconds = 0
        public var systemSeconds = 0
        public var talFiles: [String] = []
        public var invalidTALs = 0
        public var repositories = 0
        public var newFiles = 0
        public var deletedFiles = 0
        public var deletedDirectories = 0
        public var superfluousFiles = 0
        public var deletedSuperfluousFiles = 0
        /// The hashes of the run's canonical cache representation, as `ccr_vrps_hash` and the like name them.
        public var ccrHashes: CCRHashes?

        public init() {}
    }

    /// The hashes of the parts of a canonical cache representation, as text.
    public struct CCRHashes: Hashable, Sendable {
        public var manifests: String
        public var vrps: String
        public var aspas: String
        public var routerKeys: String
        public var trustAnchors: String

        public init(manifests: String, vrps: String, aspas: String, routerKeys: String, trustAnchors: String) {
            self.manifests = manifests
            self.vrps = vrps
            self.aspas = aspas
            self.routerKeys = routerKeys
            self.trustAnchors = trustAnchors
        }
    }

    public struct NonFunctionalCA: Hashable, Sendable {
        /// The URI of the CA's certificate.
        public var location: String
        public var trustAnchor: String
        public var caRepository: String
        public var manifest: String
        /// 20 octets.
        public var subjectKeyIdentifier: [UInt8]

        public init(
            location: String, trustAnchor: String, caRepository: String, manifest: String, subjectKeyIdentifier: [UInt8]
        ) {
            self.location = location
            self.trustAnchor = trustAnchor
            self.caRepository = caRepository
            self.manifest = manifest
            self.subjectKeyIdentifier = subjectKeyIdentifier
        }
    }
}

extension PayloadStatistics {
    /// The counts of a set's own payloads, in total and for each trust anchor, by name.
    public init(of set: PayloadSet) {
        self.init()
        var byName: [String: PayloadCounts] = [:]
        for row in set.vrpRows { byName[row.sources.trustAnchor ?? "", default: PayloadCounts()].vrps += 1 }
        for row in set.aspaRows { byName[row.sources.trustAnchor ?? "", default: PayloadCounts()].aspas += 1 }
        for row in set.routerKeyRows { byName[row.sources.trustAnchor ?? "", default: PayloadCounts()].routerKeys += 1 }
        byName[""] = nil
        trustAnchors = byName.sorted { $0.key < $1.key }.map { name, payloads in
            var counts = Counts()
            counts.validPayloads = payloads
            counts.finalPayloads = payloads
            return TrustAnchor(name: name, counts: counts)
        }
        total.validPayloads = set.counts
        total.finalPayloads = set.counts
    }
}
