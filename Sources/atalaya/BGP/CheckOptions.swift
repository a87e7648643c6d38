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
            "Payload files, http or https URLs, or - for standard input. Their payloads are merged.",
            valueName: "file-or-url"))
    var payloads: [String] = []

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Ignore payloads that have expired at this time, such as 2026-03-16T07:00:00Z. Default: now.",
            valueName: "time"))
    var moment: Moment?

    @Flag(help: "Also use expired payloads.")
    var ignoreExpiry = false

    @Option(
        name: .customLong("aspa-role"),
        help: ArgumentHelp(
            "Role of the neighbours in the files, as the receiver of their routes sees them: customer, provider, "
                + "peer, rs (route server), rs-client. Without a role, AS paths and Only to Customer are not checked.",
            valueName: "role"))
    var role: RoleArgument?

    @Option(
        name: .customLong("aspa-peer"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Role of one neighbour, given by AS number or address: AS64500=provider.", valueName: "neighbour=role"))
    var peers: [PeerRoleArgument] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Delegated statistics of the regional registries: unallocated prefixes and AS numbers are bogons too.",
            valueName: "file"))
    var delegated: [String] = []

    func validate() throws {
        guard !payloads.isEmpty else { throw ValidationError("--payloads needs a file or URL.") }
        guard moment == nil || !ignoreExpiry else {
            throw ValidationError("--at and --ignore-expiry exclude each other.")
        }
        guard !delegated.contains("-") else {
            throw ValidationError("--delegated cannot read standard input; name a file.")
        }
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

    /// The merged payloads of all files, without expired ones.
    func payloadSet() async throws -> PayloadSet {
        var sets: [PayloadSet] = []
        for name in payloads {
            var feed = PayloadFeed(name)
            switch await feed.look(isForced: true, interval: nil) {
            case .read(let document):
                PayloadFile.noteRejections(of: document, in: name)
                sets.append(document.set)
            case .failed(let reason): throw Failure(reason)
            case .unchanged: throw Failure("\(name): could not read any payloads")
            }
        }
        let set = PayloadSet(merging: sets)
        if ignoreExpiry { return set }
        let date = moment?.date ?? Date()
        // Most sets have nothing that has expired; those need no second set.
        guard let expiry = set.expiry.first, expiry < date else { return set }
        let (current, removed) = set.removingExpired(at: date)
        StandardError.print("atalaya: ignored \(removed.total) expired payloads")
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
