extension Resource {
    // What the node knows about networks.
    /// Which of our prefixes are announced how, and the validity of routes.
    public static let routing = Resource("routing")
    /// Alerts about routes.
    public static let alerts = Resource("alerts")
    /// What routers get, what was refused and what changed.
    public static let rpki = Resource("rpki")
    /// Readiness of networks and economies.
    public static let economies = Resource("economies")
    /// Reports for one month.
    public static let reports = Resource("reports")
    /// Cases, and the organisations in them.
    public static let cases = Resource("cases")
    /// The feeds of the node, and how late they are.
    public static let sources = Resource("sources")
    /// Sums that anyone may see.
    public static let aggregates = Resource("aggregates")

    // How the node is run.
    public static let settings = Resource("settings")
    public static let users = Resource("users")
    public static let tokens = Resource("tokens")
    /// The sessions of all users.
    public static let sessions = Resource("sessions")
    public static let audit = Resource("audit")
    public static let backup = Resource("backup")
    /// A user's own password, sessions and preferences.
    public static let account = Resource("account")
}

extension Resource {
    /// One of a resource's records, as the audit names it: `users/alice`.
    public func named(_ record: String) -> Resource {
        Resource("\(name)/\(record)")
    }
}
