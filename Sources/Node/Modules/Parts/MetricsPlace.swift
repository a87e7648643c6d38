internal import HTTPService

internal import struct FoundationEssentials.Date

/// Where families are in `/metrics`: this program's own names, then those of Routinator, then those of the process.
enum MetricsPlace: Comparable, Sendable {
    case build, payloads, runs, routers, alarms, service, http
    case routinatorRun, routinatorSerial, routinatorRepositories, routinatorRouters, routinatorHTTP, routinatorTotals
    case process
}

/// Families of `/metrics`.
typealias MetricsPart = DocumentPart<MetricsPlace, MetricsText>

/// What metrics are about.
struct MetricsScope: Sendable {
    let now: Date
    /// How many repositories, and how many sessions, get series of their own.
    let seriesLimit: Int
}
