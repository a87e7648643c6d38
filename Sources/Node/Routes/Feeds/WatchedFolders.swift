internal import DeskStore
internal import FoundationEssentials
internal import LocalFiles
internal import Logging

/// Folders that fill with files of routes: each file is read once, when it is complete. What is complete at the same time, in any of
/// the folders, is read together, by the time of its routes.
///
/// A file is complete when it has not changed for a while, as one is that was renamed into the folder. Names that begin with
/// a dot, or end as those of files that are being written do, are passed over.
struct WatchedFolders {
    /// Each is a feed of its name.
    let paths: [String]
    let settle: Duration
    let consumer: any FeedConsumer
    let store: AlertStore
    var record: ReadingRecord?
    let logger: Logger
    let clock: @Sendable () -> Date
    /// Called with the name of a limit that was reached, and what waits.
    var onLimit: @Sendable (StaticString, String) -> Void = { _, _ in }

    private typealias Entry = MergedRouteFiles.Entry

    private static let unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload", "~"]

    /// Looks until the task is cancelled.
    func watch() async throws {
        for path in paths.sorted() { await consumer.expect(path, .folder) }
        var stamps: [String: (stamp: FileStamp, since: ContinuousClock.Instant)] = [:]
        /// Read, or not to be read, and not known to the store.
        var passed: [String: FileStamp] = [:]
        while !Task.isCancelled {
            let files = paths.flatMap { path in names(in: path).map { Entry(path: path + "/" + $0, feed: path) } }
            var complete: [Entry] = []
            var found: [String: FileStamp] = [:]
            for entry in files {
                let file = entry.path
                guard let stamp = FileStamp(at: file), passed[file] != stamp, !hasSeen(file, stamp) else { continue }
                let since = stamps[file].flatMap { $0.stamp == stamp ? $0.since : nil } ?? .now
                stamps[file] = (stamp, since)
                guard isSettled(stamp, since) else { continue }
                stamps[file] = nil
                complete.append(entry)
                found[file] = stamp
            }
            var unmarked: [String] = []
            try await MergedRouteFiles(
                files: complete, consumer: consumer, kind: .folder, record: record, logger: logger, clock: clock,
                onEnd: { file, error in
                    guard let stamp = found[file], await !mark(file, stamp, error) else { return }
                    unmarked.append(file)
                }
            ).read()
            for file in unmarked { passed[file] = found[file] }
            // Of what is no longer in a folder nothing is kept.
            let present = Set(files.map(\.path))
            stamps = stamps.filter { present.contains($0.key) && $0.value.since.duration(to: .now) < .seconds(3600) }
            passed = passed.filter { present.contains($0.key) }
            try await Task.sleep(for: min(.seconds(1), max(.milliseconds(50), settle / 4)))
        }
    }

    /// Marks a file as read.
    ///
    /// - Returns: Whether it is marked; what is not is left out in this run.
    private func mark(_ file: String, _ stamp: FileStamp, _ error: FeedError?) async -> Bool {
        if let error {
            // That it is set aside was reported at the start.
            if error.isSetAside { return false }
            logger.error("could not read a route file", metadata: ["reason": "\(error)"])
            // What cannot be read today may be readable after a restart; what is of no format never is.
            if !error.isOfFile { return false }
        }
        // After a kill a file that is not marked is read again; one that is marked must have its alerts stored.
        guard await consumer.keep() else { return false }
        do {
            try store.note(file, stamp, at: clock())
            return true
        } catch {
            logger.error("that a file was read is not kept", metadata: ["reason": "\(error)"])
            return false
        }
    }

    /// Whether it has been read; where that cannot be known it waits.
    private func hasSeen(_ file: String, _ stamp: FileStamp) -> Bool {
        do {
            return try store.hasSeen(file, stamp)
        } catch {
            logger.error(
                "could not look up whether a route file was read; skipping it for now", metadata: ["reason": "\(error)"]
            )
            return true
        }
    }

    /// What was renamed into the folder has not been written to for a while already.
    private func isSettled(_ stamp: FileStamp, _ since: ContinuousClock.Instant) -> Bool {
        let age = clock().timeIntervalSince1970 - Double(stamp.modified) / 1_000_000_000
        return since.duration(to: .now) >= settle || stamp.size > 0 && age >= settle.fractionalSeconds
    }

    private func names(in path: String) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { name in
                !name.hasPrefix(".") && !WatchedFolders.unfinished.contains { name.hasSuffix($0) }
            }
            let most = WatchLimits().folderFiles
            if names.count > most {
                onLimit("folderFiles", "\(path): \(names.count) files; only the first \(most) are read; remove some")
            }
            return Array(names.sorted().prefix(most))
        } catch {
            logger.error(
                "could not read a folder of route files", metadata: ["folder": "\(path)", "reason": "\(error)"])
            return []
        }
    }
}
