internal import BGPMessages
internal import FoundationEssentials
internal import LocalFiles
internal import Logging
internal import RouteSecurity

/// Files of routes, read together into the watch: what they report comes by its time, in any order of their names.
struct MergedRouteFiles {
    /// A file, and the feed that it belongs to.
    struct Entry: Hashable, Sendable {
        let path: String
        let feed: String
    }

    let files: [Entry]
    let consumer: any FeedConsumer
    let kind: FeedState.Kind
    var record: ReadingRecord?
    let logger: Logger
    let clock: @Sendable () -> Date
    /// Called at the end of each file, with what is wrong with it.
    let onEnd: (String, FeedError?) async -> Void

    /// A file that is open.
    private struct Reading {
        let source: RouteFileSource
        var adapter: RouteFileFeedAdapter
        let attempt: FileAttempt
    }

    /// Reads all of them; what cannot be read is left out and counted.
    ///
    /// - Throws: `CancellationError`.
    func read() async throws {
        if let file = files.first, files.count == 1 { return try await readAlone(file) }
        let limits = WatchLimits()
        let feeds = Set(files.map(\.feed)).sorted()
        let numbers = Dictionary(zip(feeds, 0...), uniquingKeysWith: { first, _ in first })
        var starts: [RouteMerge.File] = []
        for file in files {
            starts.append(
                RouteMerge.File(file.path, first: await firstTime(of: file.path), feed: numbers[file.feed] ?? 0))
        }
        var merge = RouteMerge(starts, openFiles: limits.openFiles, portion: limits.batch)
        var open: [Int: Reading] = [:]
        var ended: [(path: String, error: FeedError?)] = []
        while true {
            try Task.checkCancellation()
            let step = merge.next()
            // What a file reported has been received when another step than that comes.
            if case .messages(let messages, let feed) = step {
                await consumer.receive(messages, of: feeds[feed], kind)
                continue
            }
            for (path, error) in ended { await onEnd(path, error) }
            ended = []
            switch step {
            case .open(let file):
                do throws(FeedError) {
                    open[file] = try await begin(files[file].path)
                } catch {
                    merge.finish(file, [])
                    ended.append((files[file].path, error))
                }
            case .read(let file):
                guard var reading = open[file] else {
                    merge.finish(file, [])
                    continue
                }
                do throws(RouteReadError) {
                    if let batch = try await reading.source.next().map(RouteFileFeedAdapter.withoutVRFs) {
                        reading.adapter.note(batch)
                        open[file] = reading
                        merge.supply(batch, to: file)
                        continue
                    }
                    let report = await reading.source.report
                    merge.finish(file, reading.adapter.end(report))
                    RouteFile.log(report, of: files[file].path, logger)
                    open[file] = nil
                    ended.append((files[file].path, nil))
                } catch {
                    merge.finish(file, [reading.adapter.end(error)])
                    open[file] = nil
                    ended.append((files[file].path, RouteFile.failure(error, of: files[file].path)))
                }
            case .messages: continue
            case .end:
                if merge.late > 0 {
                    logger.warning(
                        "more files overlap in time than can be open together; some routes were read late",
                        metadata: ["open": "\(limits.openFiles)"])
                }
                return
            }
        }
    }

    private func readAlone(_ file: Entry) async throws {
        let path = file.path
        do {
            try await RouteFile(
                path: path, consumer: consumer, feed: file.feed, kind: kind, record: record, logger: logger,
                clock: clock
            ).read()
        } catch let error as FeedError {
            return await onEnd(path, error)
        }
        await onEnd(path, nil)
    }

    private func begin(_ path: String) async throws(FeedError) -> Reading {
        let attempt = try record?.begin(path) ?? .unrecorded
        let source = RouteFileSource(path, attempt)
        do {
            try await source.open(now: BGPTime(clock()))
        } catch {
            throw FeedError(description: "\(path): \(error)")
        }
        return Reading(source: source, adapter: RouteFileFeedAdapter(path: path, isAlone: false), attempt: attempt)
    }

    /// The time of the first route in a file; `nil` where that cannot be had. A pipe is not looked at: it can be read once only.
    private func firstTime(of path: String) async -> BGPTime? {
        guard FileStamp(at: path) != nil else { return nil }
        do {
            let reading = try await begin(path)
            while let batch = try await reading.source.next() {
                if let time = batch.events.first?.time ?? batch.stateChanges.first?.time { return time }
            }
        } catch {
            // It is reported when the file is read.
            logger.debug("looked for the first route", metadata: ["file": "\(path)", "reason": "\(error)"])
        }
        return nil
    }
}
