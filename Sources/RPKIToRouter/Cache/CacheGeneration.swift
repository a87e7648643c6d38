internal import Synchronization
package import ValidatedPayloads

/// The data that a cache serves under one serial, with the differences that lead to it. It never changes; answers are
/// encoded when first requested, and then kept.
package final class CacheGeneration: Sendable {
    package let payloads: PayloadSet
    package let serial: UInt32
    package let sessions: RTRSessionIDs
    package let timers: RTRTimers
    /// Each leads to the serial after the one before; the last leads to `serial`.
    package let history: [HistoryEntry]

    private struct Key: Hashable {
        let version: ProtocolVersion
        /// The serial that the router has; `nil` for none.
        let serial: UInt32?
    }

    /// Octets of differences that are kept in addition to the full answers, which are always kept.
    private static let keptOctets = 64 << 20

    private let answers: Mutex<[Key: EncodedAnswer]>

    package init(
        payloads: PayloadSet, serial: UInt32, sessions: RTRSessionIDs, timers: RTRTimers, history: [HistoryEntry]
    ) {
        self.payloads = payloads
        self.serial = serial
        self.sessions = sessions
        self.timers = timers
        self.history = history
        answers = Mutex([:])
    }

    /// The same content with other times of expiry, so that all answers stay right.
    init(_ generation: CacheGeneration, payloads: PayloadSet) {
        self.payloads = payloads
        serial = generation.serial
        sessions = generation.sessions
        timers = generation.timers
        history = generation.history
        answers = Mutex(generation.answers.withLock { $0 })
    }

    /// The data that a connection needs for its decisions.
    package var summary: CacheSummary {
        CacheSummary(sessions: sessions, serial: serial, depth: UInt32(history.count))
    }

    /// Everything.
    package func full(_ version: ProtocolVersion) -> EncodedAnswer {
        answer(Key(version: version, serial: nil)) { $0.append(payloads) }
    }

    /// The changes since `serial`.
    ///
    /// - Precondition: the summary covers `serial`.
    package func difference(from serial: UInt32, _ version: ProtocolVersion) -> EncodedAnswer {
        let steps = Int(self.serial &- serial)
        precondition(steps <= history.count, "a serial of the history")
        return answer(Key(version: version, serial: serial)) { encoder in
            if steps > 0 { encoder.append(PayloadDelta(merging: history.suffix(steps).map(\.delta))) }
        }
    }

    private func answer(_ key: Key, _ fill: (inout AnswerEncoder) -> Void) -> EncodedAnswer {
        // Other sessions that ask meanwhile would only repeat the same work.
        answers.withLock { answers in
            if let answer = answers[key] { return answer }
            var encoder = AnswerEncoder(key.version)
            encoder.append(.cacheResponse(session: sessions[key.version]))
            fill(&encoder)
            encoder.append(.endOfData(session: sessions[key.version], serial: serial, timers: timers))
            let answer = encoder.finish()
            let kept = answers.reduce(0) { $1.key.serial == nil ? $0 : $0 + $1.value.octets }
            // Routers that are far behind, each in its own way, make the cache work, not grow.
            if key.serial == nil || kept + answer.octets <= CacheGeneration.keptOctets { answers[key] = answer }
            return answer
        }
    }
}

/// A step of the history.
package struct HistoryEntry: Sendable {
    package let delta: PayloadDelta
    package let octets: Int

    package init(_ delta: PayloadDelta) {
        self.delta = delta
        octets = delta.approximateOctets
    }
}

/// The state of a cache, without the payloads.
package struct CacheSummary: Hashable, Sendable {
    package var sessions: RTRSessionIDs
    /// `nil` before the first set.
    package var serial: UInt32?
    /// The number of steps in the history.
    package var depth: UInt32

    package init(sessions: RTRSessionIDs, serial: UInt32?, depth: UInt32) {
        self.sessions = sessions
        self.serial = serial
        self.depth = depth
    }

    /// True if a router that has `serial` can receive the changes since then (RFC 1982: the distance is taken modulo
    /// 2³²).
    package func covers(_ serial: UInt32) -> Bool {
        self.serial.map { $0 &- serial <= depth } ?? false
    }
}
