internal import HTTPService

internal import struct FoundationEssentials.Date

/// The place of families in `/metrics`: this program's own names, then those of Routinator, then those of the process.
enum MetricsPlace: Comparable, Sendable {
    case build, payloads, runs, routers, alarms, service, http
    case routinatorRun, routinatorSerial, routinatorRepositories, routinatorRouters, routinatorHTTP, routinatorTotals
    case process
}

/// Families of `/metrics`.
typealias MetricsPart = DocumentPart<MetricsPlace, MetricsText>

/// The scope of metrics.
struct MetricsScope: Sendable {
    let now: Date
    /// The number of repositories, and of sessions, that get series of their own.
    let seriesLimit: Int
}
