package import NumberResources
internal import Store
package import ValidatedPayloads

/// One of the places that payloads to serve come from, and what it gave last.
package struct PayloadFeed: Sendable {
    package enum Location: Hashable, Sendable {
        case file(String)
        case standardInput
        case url(String)
    }

    /// What a look at the place brought.
    package enum Look: Sendable {
        case unchanged
        case read(PayloadDocument)
        case failed(String)
    }

    package let name: String
    package let location: Location
    package private(set) var latest: PayloadDocument?
    private var stamp: SeenFile?
    private var web: WebFile?
    private var hasLooked = false
    private var nextLook = ContinuousClock.now

    /// - Parameter allowed: prefixes inside that redirects of a URL may lead to.
    package init(_ argument: String, allowed: [IPPrefix] = []) {
        name = argument
        if argument == "-" {
            location = .standardInput
        } else if PayloadFeed.isURL(argument) {
            location = .url(argument)
            web = WebFile(argument, allowed: allowed)
        } else {
            location = .file(argument)
        }
    }

    /// Whether it is meant as a URL: the scheme's case does not matter.
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
            look = PayloadFeed.read("/dev/stdin")
        case .file(let path):
            nextLook = .now + (interval ?? .seconds(5))
            // Taken first: what is written while it is read shows the next time.
            let found = SeenFile(at: path)
            if !isForced, hasLooked, found == stamp { return .unchanged }
            stamp = found
            look = PayloadFeed.read(path)
        case .url:
            nextLook = .now + (interval ?? .seconds(300))
            look = await web?.look(isForced: isForced && latest == nil) ?? .unchanged
        }
        hasLooked = true
        if case .read(let document) = look { latest = document }
        return look
    }

    private static func read(_ path: String) -> Look {
        do {
            let file = try InputChunks(path)
            return .read(try PayloadReader().read(chunks: file.next))
        } catch {
            return .failed("\(path): \(error)")
        }
    }
}
