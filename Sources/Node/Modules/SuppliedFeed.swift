package import RouteSecurity

/// A feed of routes that the program brings along, such as that of the demo: no key of the configuration makes one.
package protocol SuppliedFeed: Sendable {
    /// The name of the collector that it is.
    var name: String { get }

    /// Reports what there is, and what comes, until the task is cancelled. What is reported has been received when `report`
    /// returns.
    func follow(_ report: @Sendable ([FeedMessage]) async -> Void) async throws
}
