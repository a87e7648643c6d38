internal import LocalFiles
package import NumberResources
package import ValidatedPayloads

/// One of the places that payloads to serve come from, and what it gave last.
package struct PayloadFeed: Sendable {
    package enum Location: Hashable, Sendable {
        case file(String)
        case standardInput
        case url(String)
    }

    /// The result of a look at the place.
    package enum Look: Sendable {
        case unchanged
        case read(PayloadDocument)
        case failed(String)
    }

    package let name: String
    package let location: Location
    private let limits: PayloadReader.Limits
    package private(set) var latest: PayloadDocument?
    private var stamp: FileStamp?
    /// The record of attempts to read a file; `nil` for none.
    var record: ReadingRecord?
    private var web: WebFile?
    private var hasLooked = false
    private var nextLook = ContinuousClock.now

    /// - Parameters:
    ///   - limits: What is too much of a file.
    ///   - allowed: prefixes inside that redirects of a URL may lead to.
    package init(
        _ argument: String, limits: PayloadReader.Limits = PayloadReader.Limits(), allowed: [IPPrefix] = []
    ) {
        name = argument
        self.limits = limits
        if argument == "-" {
            location = .standardInput
        } else if PayloadFeed.isURL(argument) {
            location = .url(argument)
            web = WebFile(argument, limits: limits, allowed: allowed)
        } else {
            location = .file(argument)
        }
    }

    /// True if it is meant as a URL: the scheme's case does not matter.
    static func isURL(_ argument: String) -> Bool {
        ["http://", "https://"].contains { argument.lowercased().hasPrefix($0) }
    }

    /// Looks whether there is something new, if it is time to.
    ///
    /// - Parameter isForced: Whether to read it anyhow.
    package mutating func look(isForced: Bool, interval: Duration?) async -> Look {
        guard isForced || ContinuousClock.now >= nextLook else { return .unchanged }
        let look: Look
        switch location {
        case .standardInput:
            // It can be read once only.
            if hasLooked { return .unchanged }
            look = read("/dev/stdin", nil)
        case .file(let path):
            nextLook = .now + (interval ?? .seconds(5))
            // Taken first: what is written while it is read shows the next time.
            let found = FileStamp(at: path)
            if !isForced, hasLooked, found == stamp { return .unchanged }
            stamp = found
            look = read(path, record)
        case .url:
            nextLook = .now + (interval ?? .seconds(300))
            look = await web?.look(isForced: isForced && latest == nil) ?? .unchanged
        }
        hasLooked = true
        if case .read(let document) = look { latest = document }
        return look
    }

    private func read(_ path: String, _ record: ReadingRecord?) -> Look {
        do {
            let attempt = try record?.begin(path) ?? .unrecorded
            return .read(
                try attempt.step {
                    let file = try FileChunks(path)
                    return try PayloadReader(limits: limits).read(chunks: file.next)
                })
        } catch let error as FeedError {
            return .failed("\(error)")
        } catch let error as LocalFileError {
            return .failed("\(error)")
        } catch {
            return .failed("\(path): \(error)")
        }
    }
}
