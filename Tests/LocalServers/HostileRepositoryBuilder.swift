internal import Foundation
internal import NumberResources
internal import RPKIObjects
internal import RPKITesting

/// Plans the authorities of a ``HostileRepository``.
struct HostileRepositoryBuilder {
    let port: Int
    let silentPort: Int
    let scale: HostileRepository.Scale
    var plan: RepositoryPlan
    private(set) var hosts: [String] = []

    init(port: Int, silentPort: Int, scale: HostileRepository.Scale, date: Date) {
        (self.port, self.silentPort, self.scale) = (port, silentPort, scale)
        plan = RepositoryPlan(trustAnchor: "siege", host: "anchor.\(HostileRepository.domain)", at: date)
        let host = "anchor.\(HostileRepository.domain)"
        plan.trustAnchorURIs.insert("https://\(host):\(port)/siege.cer", at: 0)
        plan[plan.trustAnchor].notify = "https://\(host):\(port)/anchor/notification.xml"
        hosts.append(host)
    }

    mutating func addAuthorities() {
        for number in 0..<HostileRepository.silentCount {
            add("silent\(number)", resources: Resources("AS\(65_000 + number)"), port: silentPort)
        }
        for kind in HostileRepository.Kind.allCases { add(kind) }
        let good = add("zgood", resources: "AS64496 192.0.2.0/24")
        plan.addROA(in: good, asn: 64496, ["192.0.2.0/24"])
    }

    private mutating func add(_ kind: HostileRepository.Kind) {
        switch kind {
        case .attributes, .namespaces, .folders, .objects, .twice:
            add(kind.rawValue, resources: "AS64497")
        case .nested:
            let authority = add(kind.rawValue, resources: "AS1-AS1000 10.0.0.0/8")
            let prefixes = (8...32).flatMap { length in
                (length...32).map {
                    ROAPrefix(IPPrefix(truncating: IPAddress(ipv4: 10 << 24), length: length), maxLength: $0)
                }
            }
            for number in 1...max(1, scale.files / 1_000) {
                plan.addROA(in: authority, asn: ASN(UInt32(number)), prefixes)
            }
        case .payloads:
            let authority = add(kind.rawValue, resources: "AS64498 2400::/16")
            for object in 0..<10 {
                let prefixes = (0..<scale.payloads).map { number in
                    let value = UInt128(0x2400) << 112 | UInt128(object) << 96 | UInt128(number) << 64
                    return ROAPrefix(IPPrefix(truncating: IPAddress(ipv6: value), length: 64))
                }
                plan.addROA(in: authority, asn: 64498, prefixes)
            }
        case .points:
            addPoints()
        case .refused:
            let authority = add(kind.rawValue, resources: "AS64499")
            for number in 0..<scale.files { plan.addFile(in: authority, name: "f\(number).roa", [0x30]) }
        case .chain:
            var parent = plan.trustAnchor
            for level in 0..<scale.depth {
                parent = add("chain\(level)", in: parent, resources: "AS64501 198.51.100.0/24")
                // So that a rate can make it slow.
                let filling = plan.addFile(in: parent, name: "filling.bin", Array(repeating: 0x41, count: 100_000))
                plan[filling].isListed = false
            }
            plan.addROA(in: parent, asn: 64501, ["198.51.100.0/24"])
        }
    }

    /// Each CA certifies the next twice, with all AS numbers and with all but one: twice as many resource sets a level.
    private mutating func addPoints() {
        var parent = add("points", resources: "AS100000-AS101000")
        for level in 0..<scale.levels {
            let child = plan.addCA(
                "points-\(level)", in: parent, resources: "AS100000-AS101000", flavour: .reconsidered)
            place(child, host: "points", folder: "points-\(level)")
            let left = Resources("AS100000-AS\(100_008 + 2 * level) AS\(100_010 + 2 * level)-AS101000")
            plan.certifyAgain(child, in: parent) { $0.extensions.setResources(left, .reconsidered) }
            parent = child
        }
    }

    @discardableResult
    private mutating func add(
        _ name: String, in parent: AuthorityID? = nil, resources: Resources, port: Int? = nil
    ) -> AuthorityID {
        let authority = plan.addCA(name, in: parent, resources: resources)
        place(authority, host: name, folder: name, port: port)
        hosts.append("\(name).\(HostileRepository.domain)")
        return authority
    }

    private mutating func place(_ authority: AuthorityID, host: String, folder: String, port: Int? = nil) {
        let name = "\(host).\(HostileRepository.domain)"
        plan[authority].publicationPoint = "rsync://\(name)/repository/\(folder)/"
        plan[authority].notify = "https://\(name):\(port ?? self.port)/\(host)/notification.xml"
    }
}
