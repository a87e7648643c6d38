internal import Access
internal import ArgumentParser

/// A role that an account can have.
enum AccountRole: String, ExpressibleByArgument, CaseIterable {
    case viewer, analyst, administrator

    var role: Role {
        switch self {
        case .viewer: .viewer
        case .analyst: .analyst
        case .administrator: .administrator
        }
    }
}

struct RoleOptions: ParsableArguments {
    @Option(
        name: .customLong("role"),
        help:
            "Role of the user. A viewer reads up to TLP:AMBER; an analyst reads all and decides; an administrator runs the node, and reads alerts only as an analyst, too. May be repeated."
    )
    var list: [AccountRole]

    var roles: Set<Role> { Set(list.map(\.role)) }

    func validate() throws {
        guard !list.isEmpty else { throw ValidationError("Give at least one --role.") }
    }
}
