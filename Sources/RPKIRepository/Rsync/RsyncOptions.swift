public import Fetching

/// Options for running the rsync program.
public struct RsyncOptions: Hashable, Sendable {
    /// The program and arguments that come before all others.
    public var command = ["rsync"]
    /// Seconds until there is a connection.
    public var connectSeconds = 15
    /// Seconds without an octet.
    public var idleSeconds = 60
    /// Seconds for all of a fetch.
    public var totalSeconds = 900
    /// Octets of one file; larger ones are left out.
    public var objectSize = 8_000_000
    /// Octets, and files, that one module may have.
    public var moduleSize = 2_000_000_000
    public var moduleFiles = 2_000_000
    public var sourceAddress: String?
    public var family = HTTPSOptions.Family.any
    /// Addresses of hosts, in place of what the resolver says.
    public var addresses: [String: String] = [:]
    /// Which hosts may be connected to. Those of ``addresses`` may.
    public var policy = AddressPolicy()
    /// A folder with HOST/MODULE/PATH that is copied from in place of running the program: no connection is made. `nil` for
    /// the program.
    public var source: String?

    public init() {}
}
