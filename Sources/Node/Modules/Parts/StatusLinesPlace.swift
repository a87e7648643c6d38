/// The place of lines in `/status`.
enum StatusLinesPlace: Comparable, Sendable {
    case version, serial, run, routers, http, payloads, refresh, service, alarms
}

/// Lines of `/status`.
typealias StatusLinesPart = DocumentPart<StatusLinesPlace, StatusLines>
