internal import Synchronization

/// What the HTTP server counted since it started.
struct HTTPStatistics: Hashable, Sendable {
    var connections = 0
    var openConnections = 0
    var requests = 0
    /// Octets of the bodies that came in.
    var octetsRead = 0
    /// Octets of the bodies that went out.
    var octetsWritten = 0
    /// Connections that were closed because their answer was not taken.
    var stalled = 0
    /// Answers by status.
    var answers: [Int: Int] = [:]
}

/// The counters behind `HTTPStatistics`, which all connections share.
final class HTTPCounters: Sendable {
    private let statistics = Mutex(HTTPStatistics())

    var current: HTTPStatistics {
        statistics.withLock { $0 }
    }

    func connectionOpened() {
        statistics.withLock {
            $0.connections += 1
            $0.openConnections += 1
        }
    }

    func connectionClosed() {
        statistics.withLock { $0.openConnections -= 1 }
    }

    func connectionStalled() {
        statistics.withLock { $0.stalled += 1 }
    }

    func read(octets: Int) {
        statistics.withLock { $0.octetsRead += octets }
    }

    func answered(status: Int, octets: Int) {
        statistics.withLock {
            $0.requests += 1
            $0.octetsWritten += octets
            $0.answers[status, default: 0] += 1
        }
    }
}
