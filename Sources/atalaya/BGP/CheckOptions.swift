internal import ArgumentParser
internal import FoundationEssentials
internal import Node
internal import NumberResources
internal import Registries
internal import RouteSecurity
internal import ValidatedPayloads

/// By what `bgp check` judges.
struct CheckOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Payload files, URLs with http or https, or - for standard input. All count together.",
            valueName: "file-or-url"))
    var payloads: [String] = []

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Leave out payloads that have expired by then, as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @Flag(help: "Use payloads that have expired, too.")
    var ignoreExpiry = false

    @Option(
        name: .customLong("aspa-role"),
        help: ArgumentHelp(
            "What the neighbours of the files are to who receives their routes: customer, provider, peer, rs, rs-client. "
                + "Without a role neither paths nor Only to Customer are judged.", valueName: "role"))
    var role: RoleArgument?

    @Option(
        name: .customLong("aspa-peer"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "The roles of single neighbours, by AS number or address: AS64500=provider.", valueName: "neighbour=role"))
    var peers: [PeerRoleArgument] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Delegated statistics of the regional registries: what they say is free is bogon, too.", valueName: "file"))
    var delegated: [String] = []

    func validate() throws {
        guard !payloads.isEmpty else { throw ValidationError("--payloads needs a file or URL.") }
        guard moment == nil || !ignoreExpiry else {
            throw ValidationError("--at and --ignore-expiry exclude each other.")
        }
        guard !delegated.contains("-") else { throw ValidationError("--delegated takes files only.") }
    }

    var roles: NeighbourRoles {
        var roles = NeighbourRoles(common: role?.role)
        for peer in peers {
            switch peer.neighbour {
            case .asn(let asn): roles.byASN[asn] = peer.role
            case .address(let address): roles.byAddress[address] = peer.role
            }
        }
        return roles
    }

    /// What all payload files say together, without what has expired.
    func payloadSet() async throws -> PayloadSet {
        var sets: [PayloadSet] = []
        for name in payloads {
            var feed = PayloadFeed(name)
            switch await feed.look(isForced: true, interval: nil) {
            case .read(let document):
                PayloadFile.noteRejections(of: document, in: name)
                sets.append(document.set)
            case .failed(let reason): throw Failure(reason)
            case .unchanged: throw Failure("\(name): nothing could be read")
            }
        }
        let set = PayloadSet(merging: sets)
        if ignoreExpiry { return set }
        let date = moment?.date ?? Date()
        // Most sets have nothing that has expired; those need no second set.
        guard let expiry = set.expiry, expiry < date else { return set }
        let (current, removed) = set.removingExpired(at: date)
        StandardError.print("atalaya: \(removed.total) payloads have expired and are left out")
        return current
    }

    func delegatedStatistics() throws(Failure) -> DelegatedStatistics {
        try RegistryFiles.delegated(delegated).statistics
    }
}

/// The role of a neighbour, by its name.
struct RoleArgument: ExpressibleByArgument {
    let role: NeighbourRole

    init?(argument: String) {
        guard let role = NeighbourRole(rawValue: argument) else { return nil }
        self.role = role
    }

    static var allValueStrings: [String] { NeighbourRole.allCases.map(\.rawValue) }
}

/// `AS64500=provider` or `192.0.2.1=rs`
struct PeerRoleArgument: ExpressibleByArgument {
    enum Neighbour {
        case asn(ASN)
        case address(IPAddress)
    }

    let neighbour: Neighbour
    let role: NeighbourRole

    init?(argument: String) {
        guard let equals = argument.lastIndex(of: "="),
            let role = NeighbourRole(rawValue: String(argument[equals...].dropFirst()))
        else { return nil }
        let name = argument[..<equals]
        if let asn = ASN(name) {
            neighbour = .asn(asn)
        } else if let address = IPAddress(name) {
            neighbour = .address(address)
        } else {
            return nil
        }
        self.role = role
    }
}
