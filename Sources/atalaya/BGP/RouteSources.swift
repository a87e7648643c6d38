internal import BGPMessages
internal import Compression
internal import LocalFiles
internal import NumberResources
internal import Registries
internal import RouteSecurity
internal import RoutingMetrics

/// The files of routes that the operator named, ordered by time, regardless of the order on the command line.
struct RouteSources {
    /// In the order in which files of one time are read.
    private enum Kind: Int {
        case whois, tables, updates
    }

    private struct File {
        let path: String
        let kind: Kind
        let start: BGPTime?
    }

    private let files: [File]
    /// The time from the first to the last event; `nil` where no file says any.
    private(set) var span: (first: BGPTime, last: BGPTime)?
    private(set) var announcements = 0
    private(set) var withdrawals = 0
    /// Announcements outside of the period.
    private(set) var outside = 0
    /// Files that break off before their end.
    private(set) var brokenFileCount = 0
    private var peers = PeerNumbers()

    init(_ paths: [String]) throws(Failure) {
        var files: [File] = []
        for path in paths { files.append(try RouteSources.look(path)) }
        self.files = files.sorted {
            let left = ($0.start?.microseconds ?? .min, $0.kind.rawValue, $0.path)
            let right = ($1.start?.microseconds ?? .min, $1.kind.rawValue, $1.path)
            return left < right
        }
    }

    var fileCount: Int { files.count }

    /// True if a file shows paths, and not only origins.
    var hasPaths: Bool { files.contains { $0.kind != .whois } }

    /// Reads all files.
    ///
    /// - Parameter period: Announcements of other times make no routes.
    mutating func read(
        into routes: inout AnnouncedRoutes, _ tracker: inout IncidentTracker, period: ReadinessPeriod?
    ) throws(Failure) {
        let progress = ProgressLine()
        defer { progress.end() }
        for file in files {
            switch file.kind {
            case .whois: try readWhois(file, &routes, &tracker, period)
            case .tables, .updates: try readMRT(file, &routes, &tracker, period, progress)
            }
            tracker.endFile()
        }
    }

    private mutating func note(_ time: BGPTime) {
        span = span.map { (min($0.first, time), max($0.last, time)) } ?? (time, time)
    }
}

extension RouteSources {
    /// Tells what kind of file it is, and when it begins.
    private static func look(_ path: String) throws(Failure) -> File {
        guard !LocalFile.isPipe(path) else {
            throw Failure("\(path): is a pipe; name a file, because files are sorted by time before they are read")
        }
        let chunks = try InputFile.chunks(of: path)
        var octets = OctetStream(chunks: chunks.next)
        let head: [UInt8]
        do throws(CompressionError) {
            head = try octets.next() ?? []
        } catch  where error.code == .input {
            throw Failure(error.detail)
        } catch {
            // What can still be read of a damaged file is found when it is read.
            head = []
        }
        if RISWhoisReader.recognises(head.prefix(1 << 16)) {
            let time = try whois(path, Array(head.prefix(1 << 16)))
            return File(path: path, kind: .whois, start: time)
        }
        let file = try InputFile.chunks(of: path)
        var reader = RouteFileReader(chunks: file.next)
        var batch = RouteBatch()
        do {
            _ = try reader.next(into: &batch)
        } catch {
            throw Failure("\(path): \(error)")
        }
        let times = batch.events.map(\.time) + batch.stateChanges.map(\.time)
        return File(path: path, kind: batch.hasTableRows ? .tables : .updates, start: times.min())
    }

    private static func whois(_ path: String, _ head: [UInt8]) throws(Failure) -> BGPTime? {
        var rest: [UInt8]? = head
        do {
            return try RISWhoisReader().read(chunks: {
                defer { rest = nil }
                return rest
            }) { _, _ in }.generated
        } catch {
            throw Failure("\(path): \(error)")
        }
    }

    private mutating func readWhois(
        _ file: File, _ routes: inout AnnouncedRoutes, _ tracker: inout IncidentTracker, _ period: ReadinessPeriod?
    ) throws(Failure) {
        let chunks = try InputFile.chunks(of: file.path)
        var octets = OctetStream(chunks: chunks.next)
        let time = file.start ?? period?.start ?? BGPTime(seconds: 0)
        let isInside = file.start.map { time in period.map { $0.contains(time) } ?? true } ?? true
        if let start = file.start { note(start) }
        var count = 0
        let report: RISWhoisReader.Report
        do {
            report = try RISWhoisReader().read(chunks: { try octets.next() }) { row, _ in
                count += 1
                guard isInside else { return }
                routes.insert(row.prefix, origin: row.origin, seenBy: row.peers)
                guard row.peers >= routes.minimumPeers else { return }
                tracker.add(row: row, at: time)
            }
        } catch {
            throw Failure("\(file.path): \(error)")
        }
        announcements += count
        if !isInside { outside += count }
        if file.start == nil {
            StandardError.print("\(file.path): does not contain the time at which it was made")
        }
        if report.rejectedCount > 0 {
            StandardError.print(
                "\(file.path): ignored \(report.rejectedCount) lines; the first is line \(report.firstRejected ?? 0)")
        }
    }

    private mutating func readMRT(
        _ file: File, _ routes: inout AnnouncedRoutes, _ tracker: inout IncidentTracker, _ period: ReadinessPeriod?,
        _ progress: ProgressLine
    ) throws(Failure) {
        let chunks = try InputFile.chunks(of: file.path)
        var reader = RouteFileReader(chunks: chunks.next)
        var batch = RouteBatch()
        do {
            while try reader.next(into: &batch) {
                for event in batch.events {
                    tracker.add(event, isTable: batch.hasTableRows)
                    if case .announce(let attributes) = event.action {
                        if period.map({ $0.contains(event.time) }) ?? true {
                            let number = routes.minimumPeers > 1 ? peers[event.peer] : 0
                            routes.insert(event.prefix, origin: attributes.asPath.origin, peer: number)
                        } else {
                            outside += 1
                        }
                    }
                }
                for change in batch.stateChanges where change.to.map({ $0 != .established }) ?? false {
                    tracker.endSession(change.peer, at: change.time)
                }
                if let first = batch.events.first { note(first.time) }
                if let last = batch.events.last { note(last.time) }
                progress.show { "\(announcements + reader.report.announcements) announcements" }
            }
        } catch {
            throw Failure("\(file.path): \(error)")
        }
        let report = reader.report
        announcements += report.announcements
        withdrawals += report.withdrawals
        if !report.isWhole { brokenFileCount += 1 }
        for line in report.lines(of: file.path, named: 3) { StandardError.print(line) }
    }
}

/// Numbers for peers, over all files.
private struct PeerNumbers {
    private var numbers: [BGPPeer: Int32] = [:]

    subscript(peer: BGPPeer) -> Int32 {
        mutating get {
            if let known = numbers[peer] { return known }
            let number = Int32(truncatingIfNeeded: numbers.count)
            numbers[peer] = number
            return number
        }
    }
}
