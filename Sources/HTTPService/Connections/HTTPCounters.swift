internal import Synchronization

/// The counters behind `HTTPStatistics`, which all connections share.
package final class HTTPCounters: Sendable {
    private let statistics = Mutex(HTTPStatistics())

    package init() {}

    package var current: HTTPStatistics {
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

    func connectionRefused() {
        statistics.withLock { $0.refused += 1 }
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
