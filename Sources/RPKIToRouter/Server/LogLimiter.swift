public import Logging
internal import Synchronization

/// Lets one line of a kind and a source into the log in each interval, and counts the others.
///
/// ```swift
/// lines.log(.notice, "router dropped", metadata: details, kind: "violation", source: "192.0.2.1", to: logger)
/// ```
///
/// A line that follows suppressed ones has their number as `suppressed`; ``flush(to:isEnding:at:)``, called every few
/// seconds, reports those of a source that has become silent. When ``LogLimits/sources`` are counted, further ones share one
/// line a kind.
public final class LogLimiter: Sendable {
    private struct Key: Hashable {
        let kind: String
        let source: String
    }

    private struct Entry {
        var since: ContinuousClock.Instant
        var level: Logger.Level
        var suppressed: UInt64 = 0
    }

    /// The source of what has no place of its own.
    private static let others = "others"

    private let limits: LogLimits
    private let entries = Mutex<[Key: Entry]>([:])

    public init(limits: LogLimits = LogLimits()) {
        self.limits = limits
    }

    /// Writes a line, or counts it.
    ///
    /// - Parameters:
    ///   - kind: What happened: one of a fixed number of words.
    ///   - source: Who caused it, such as an address or a host.
    public func log(
        _ level: Logger.Level, _ message: @autoclosure () -> Logger.Message,
        metadata: @autoclosure () -> Logger.Metadata = [:], kind: String, source: String, to logger: Logger,
        at now: ContinuousClock.Instant = .now
    ) {
        guard logger.logLevel <= level, let suppressed = admit(kind, source, level, now) else { return }
        var metadata = metadata()
        if suppressed > 0 { metadata["suppressed"] = "\(suppressed)" }
        logger.log(level: level, message(), metadata: metadata)
    }

    /// Reports what was suppressed in intervals that are over.
    ///
    /// - Parameter isEnding: Whether to report what was suppressed in the others too.
    public func flush(to logger: Logger, isEnding: Bool = false, at now: ContinuousClock.Instant = .now) {
        let due = entries.withLock { entries -> [(key: Key, entry: Entry)] in
            var due: [(key: Key, entry: Entry)] = []
            for (key, entry) in entries where isEnding || isOver(entry, now) {
                if entry.suppressed > 0 { due.append((key, entry)) }
                // The report is the line of the interval that begins now.
                entries[key] = entry.suppressed > 0 ? Entry(since: now, level: entry.level) : nil
            }
            return due
        }
        for (key, entry) in due.sorted(by: { ($0.key.kind, $0.key.source) < ($1.key.kind, $1.key.source) }) {
            logger.log(
                level: entry.level, "suppressed similar log lines",
                metadata: ["kind": "\(key.kind)", "source": "\(key.source)", "suppressed": "\(entry.suppressed)"])
        }
    }

    /// The number of lines that were suppressed before this one; `nil` if this one is suppressed too.
    private func admit(
        _ kind: String, _ source: String, _ level: Logger.Level, _ now: ContinuousClock.Instant
    ) -> UInt64? {
        entries.withLock { entries in
            var key = Key(kind: kind, source: source)
            if entries[key] == nil, entries.count >= limits.sources {
                entries = entries.filter { $0.value.suppressed > 0 || !isOver($0.value, now) }
                if entries.count >= limits.sources { key = Key(kind: kind, source: LogLimiter.others) }
            }
            guard var entry = entries[key], !isOver(entry, now) else {
                let suppressed = entries[key]?.suppressed ?? 0
                entries[key] = Entry(since: now, level: level)
                return suppressed
            }
            entry.suppressed = entry.suppressed &+ 1
            entries[key] = entry
            return nil
        }
    }

    private func isOver(_ entry: Entry, _ now: ContinuousClock.Instant) -> Bool {
        entry.since.duration(to: now) >= .seconds(limits.interval)
    }
}

/// The number of lines that a ``LogLimiter`` lets through.
public struct LogLimits: Hashable, Sendable {
    /// Seconds in which one line of a kind and a source is written.
    public var interval = 60
    /// Pairs of kind and source that have lines of their own.
    public var sources = 20

    public init() {}
}
