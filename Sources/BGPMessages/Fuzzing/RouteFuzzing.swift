internal import TextFormats

/// Conditions for a fuzzer of MRT files and messages: nothing stops the program, and the results are consistent.
@_spi(Fuzzing) public enum RouteFuzzing {
    /// Reads a file in one piece and in small ones, which must say the same, as events and as lines.
    public static func checkMRT(_ octets: [UInt8]) {
        let piece = 7 + octets.count % 509
        let whole = read(octets, piece: max(1, octets.count))
        let slow = read(octets, piece: piece)
        precondition(whole.events == slow.events && whole.states == slow.states, "pieces change what is read")
        precondition(whole.report == slow.report, "pieces change what is reported")
        precondition(whole.events.count <= (whole.report?.routes ?? 0), "every event is counted")
        let lines = lines(octets, piece: max(1, octets.count))
        precondition(lines == Self.lines(octets, piece: piece), "pieces change what is written")
    }

    /// Reads a message as sessions of different kinds would.
    public static func checkUpdate(_ octets: [UInt8]) {
        for encoding in [
            SessionEncoding(), SessionEncoding(hasFourOctetASNs: false, isExternal: true),
            SessionEncoding(addPath: .all), SessionEncoding(hasFourOctetASNs: false, guessesPathIDs: true),
        ] {
            guard let update = try? BGPUpdate(decoding: octets.span, encoding) else { continue }
            precondition(update.announced.isEmpty || !update.isTreatedAsWithdraw, "a fault withdraws all")
            precondition(update.endOfRIB == nil || update.announced.isEmpty && update.withdrawn.isEmpty)
            precondition(update.faults.allSatisfy { $0.handling < .sessionReset && $0.offset <= octets.count })
            let path = update.attributes.asPath
            precondition(path.runs.isEmpty || path.runs.reduce(0) { $0 + $1.count } == path.asns.count)
        }
        _ = try? OpenMessage(decoding: octets.span)
        _ = try? NotificationMessage(decoding: octets.span)
        _ = try? RouteRefreshMessage(decoding: octets.span)
    }

    private static func chunks(_ octets: [UInt8], _ piece: Int) -> () -> [UInt8]? {
        var offset = 0
        return {
            guard offset < octets.count else { return nil }
            defer { offset += piece }
            return Array(octets[offset..<min(octets.count, offset + piece)])
        }
    }

    private static func read(
        _ octets: [UInt8], piece: Int
    ) -> (events: [RouteEvent], states: [PeerStateChange], report: RouteFileReport?) {
        var limits = RouteFileLimits()
        limits.recordSize = 1 << 16
        var reader = RouteFileReader(limits: limits, includesMulticast: true, chunks: chunks(octets, piece))
        var events: [RouteEvent] = []
        var states: [PeerStateChange] = []
        var batch = RouteBatch()
        do throws(RouteReadError) {
            while try reader.next(into: &batch) {
                events += batch.events
                states += batch.stateChanges
            }
        } catch {
            return (events, states, nil)
        }
        return (events, states, reader.report)
    }

    private static func lines(_ octets: [UInt8], piece: Int) -> [UInt8] {
        var limits = RouteFileLimits()
        limits.recordSize = 1 << 16
        var reader = BGPDumpReader(limits: limits, chunks: chunks(octets, piece))
        var lines: [UInt8] = []
        do throws(RouteReadError) {
            while try reader.next() {
                reader.withText { text in
                    for index in 0..<text.count { lines.append(text[index]) }
                }
            }
        } catch {
            return lines
        }
        return lines
    }
}

extension RouteFileReport {
    fileprivate var routes: Int { announcements + withdrawals }
}
