internal import FoundationEssentials
internal import ValidatedPayloads

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// One of the places that payloads to serve come from, and what it gave last.
struct PayloadFeed {
    enum Location: Hashable {
        case file(String)
        case standardInput
        case url(String)
    }

    /// What a look at the place brought.
    enum Look {
        case unchanged
        case read(PayloadDocument)
        case failed(String)
    }

    let name: String
    let location: Location
    private(set) var latest: PayloadDocument?
    private var stamp: FileStamp?
    private var web: WebFile?
    private var hasLooked = false
    private var nextLook = ContinuousClock.now

    init(_ argument: String) {
        name = argument
        if argument == "-" {
            location = .standardInput
        } else if argument.hasPrefix("http://") || argument.hasPrefix("https://") {
            location = .url(argument)
            web = WebFile(argument)
        } else {
            location = .file(argument)
        }
    }

    /// Looks whether there is something new, if it is time to.
    ///
    /// - Parameter isForced: Whether to read it anyhow.
    mutating func look(isForced: Bool, interval: Duration?) async -> Look {
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
            let found = FileStamp(path)
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
            let file = try InputFile.Chunks(path)
            return .read(try PayloadReader().read(chunks: file.next))
        } catch let failure as Failure {
            return .failed(failure.message)
        } catch {
            return .failed("\(path): \(error)")
        }
    }
}

/// By what a change of a file is noticed.
private struct FileStamp: Hashable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
    let inode: UInt64

    /// `nil` where there is no file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        size = Int(status.st_size)
        seconds = Int(status.st_mtim.tv_sec)
        nanoseconds = Int(status.st_mtim.tv_nsec)
        inode = UInt64(status.st_ino)
    }
}
