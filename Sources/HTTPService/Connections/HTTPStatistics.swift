/// What the HTTP server counted since it started.
package struct HTTPStatistics: Hashable, Sendable {
    package var connections = 0
    package var openConnections = 0
    package var requests = 0
    /// Octets of the bodies that came in.
    package var octetsRead = 0
    /// Octets of the bodies that went out.
    package var octetsWritten = 0
    /// Connections that were closed because their answer was not taken.
    package var stalled = 0
    /// Connections that were closed because `http.allow` does not name their address.
    package var refused = 0
    /// Answers by status.
    package var answers: [Int: Int] = [:]

    package init() {}
}
