internal import FoundationEssentials
internal import RPKIObjects
internal import RPKIRepository
internal import RPKITesting

/// A repository over RRDP in a folder that a web server shows, with a change whenever one is asked for.
struct ExamplePublisher {
    /// ROAs of each authority at first.
    static let roasPerAuthority = 7

    private var plan: RepositoryPlan
    private var writer: RRDPWriter
    private let authorities: Int
    private var changes = 0

    /// Signs and publishes the first version.
    ///
    /// - Parameters:
    ///   - folder: is made; the trust anchor's certificate and its locator are put there too.
    ///   - base: the URI under which `folder` is seen, with a slash at its end.
    init(authorities: Int, folder: String, base: String, at date: Date) throws {
        self.authorities = authorities
        plan = LargeRepository.plan(
            authorities: authorities, roasPerAuthority: ExamplePublisher.roasPerAuthority, at: date)
        plan.trustAnchorURIs.insert(base + "large.cer", at: 0)
        for authority in plan.allAuthorities { plan[authority].notify = base + "notification.xml" }
        writer = try RRDPWriter(folder: folder, base: base)
        let repository = try plan.build()
        var files: [RsyncURI: [UInt8]] = [:]
        for (text, octets) in repository.files {
            if let uri = RsyncURI(text) {
                files[uri] = octets
            } else {
                try Data(octets).write(to: URL(filePath: folder + "/large.cer"))
            }
        }
        try writer.publish(all: files)
        try repository.writeTAL(to: folder)
    }

    var objects: Int { writer.objects.count }
    var serial: RRDPSerial? { writer.serial }

    /// One authority has one more ROA: publishes it with a new manifest and CRL; another authority each time.
    mutating func addROA(at date: Date) throws {
        let number = changes % authorities
        let index = ExamplePublisher.roasPerAuthority + changes / authorities
        changes += 1
        try publish(LargeRepository.addROA(index, in: number, of: &plan, at: date))
    }

    /// One authority publishes a new manifest and CRL over what it had.
    mutating func reissue(at date: Date) throws {
        let authority = plan.allAuthorities[1 + changes % authorities]
        changes += 1
        plan.reissue(authority, at: date)
        try publish(authority)
    }

    private mutating func publish(_ authority: AuthorityID) throws {
        var all = writer.objects
        for (text, octets) in try plan.files(of: authority) {
            if let uri = RsyncURI(text) { all[uri] = octets }
        }
        try writer.publish(all: all)
    }
}
