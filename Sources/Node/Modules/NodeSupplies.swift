package import RouteSecurity

package import struct FoundationEssentials.Date

/// What a program gives the node in addition to its configuration. Nothing in a configuration can do the same: a node that is
/// configured judges the Internet, and gets its data from there.
package struct NodeSupplies: Sendable {
    /// By which prefixes and AS numbers are called bogons.
    package var bogons = Bogons()
    /// Feeds of routes in addition to those of the configuration.
    package var feeds: [any SuppliedFeed] = []
    /// A folder with the repositories, as HOST/MODULE/PATH, that is read in place of their servers; `nil` for the servers.
    package var repositories: String?
    /// Whether all of this is invented, as pages say then.
    package var isInvented = false
    /// Economies that are invented: their names by their codes, which ISO 3166 leaves free.
    package var economies: [(code: String, name: String)] = []
    /// The registries of special numbers that ``bogons`` goes by; `nil` for IANA's.
    package var registries: SpecialRegistries?
    /// The clock that access is decided and recorded by, where the node's own is another one than the machine's; `nil` for the
    /// node's.
    package var accessClock: (@Sendable () -> Date)?

    package init() {}
}
