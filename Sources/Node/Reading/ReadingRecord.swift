internal import CCrashMark
internal import FoundationEssentials
internal import LocalFiles
internal import Logging
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Which foreign files are being read, kept in the state folder so that the next start knows what crashed this one.
///
/// The file `reading` has a place for each file that is under way; a handler of the signals of a crash marks those that the
/// process was reading. At the next start these files are listed in `set-aside` and not read until they change. After a
/// kill or a power cut there is no mark, and the files are read again.
final class ReadingRecord: Sendable {
    private struct State {
        var free: [Int32]
        var aside: [SetAsideFile]
    }

    /// Octets of a place in the file.
    private static let placeSize = 8_192
    private static let free = UInt8(ascii: "-")
    private static let reading = UInt8(ascii: "r")

    private let folder: String
    private let descriptor: Int32
    private let state: Mutex<State>
    /// The files that crashed the process when it ran last.
    let crashed: [SetAsideFile]
    /// The reason why the list of files that are set aside could not be written, if so.
    let failure: String?

    /// Takes over the record in `folder`, and marks crashes in it from now on.
    ///
    /// - Throws: when there can be no record.
    init(folder: String, limits: WatchLimits = WatchLimits()) throws(FeedError) {
        self.folder = folder
        let path = folder + "/reading"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FeedError(description: "\(path): \(String(cString: strerror(errno)))") }
        let crashed = ReadingRecord.marked(descriptor)
        self.crashed = crashed
        var aside = ReadingRecord.list(folder).filter { file in !crashed.contains { $0.path == file.path } } + crashed
        // One that is gone or has changed is read again.
        aside = Array(aside.filter { SetAsideFile(at: $0.path) == $0 }.suffix(limits.setAsideFiles))
        state = Mutex(State(free: Array(0..<CRASH_MARK_PLACES), aside: aside))
        failure = ReadingRecord.write(aside, folder)
        // Without the list, the marks are what the next start has.
        if failure == nil || crashed.isEmpty { _ = ftruncate(descriptor, 0) }
        crash_mark_use(descriptor, ReadingRecord.placeSize)
    }

    deinit {
        crash_mark_use(-1, ReadingRecord.placeSize)
        close(descriptor)
    }

    /// The files that are set aside.
    var setAside: [SetAsideFile] { state.withLock { $0.aside } }

    /// Records that the file at `path` is about to be read.
    ///
    /// - Throws: when it is set aside.
    func begin(_ path: String) throws(FeedError) -> FileAttempt {
        let file = SetAsideFile(at: path)
        let (isSetAside, changed, place) = state.withLock { state -> (Bool, [SetAsideFile]?, Int32?) in
            if state.aside.contains(file) { return (true, nil, nil) }
            let count = state.aside.count
            state.aside.removeAll { $0.path == path }
            return (false, state.aside.count < count ? state.aside : nil, state.free.popLast())
        }
        if isSetAside { throw FeedError(description: "\(path): \(ReadingRecord.advice)", isSetAside: true) }
        if let changed { _ = ReadingRecord.write(changed, folder) }
        guard let place else { return .unrecorded }
        let octets = [ReadingRecord.reading] + Array("\(file)\n".utf8)
        guard octets.count <= ReadingRecord.placeSize,
            pwrite(descriptor, octets, octets.count, off_t(place) * off_t(ReadingRecord.placeSize)) == octets.count
        else {
            state.withLock { $0.free.append(place) }
            return .unrecorded
        }
        crash_mark_begin(place)
        return FileAttempt(self, place: place)
    }

    /// The file at a place has been read, or cannot be.
    func end(_ place: Int32) {
        crash_mark_end(place)
        var octet = ReadingRecord.free
        pwrite(descriptor, &octet, 1, off_t(place) * off_t(ReadingRecord.placeSize))
        state.withLock { $0.free.append(place) }
    }

    /// Says what this thread is reading; gives what it was before.
    static func enter(_ place: Int32) -> Int32 { crash_mark_enter(place) }

    /// The advice to an operator about a file that is set aside.
    static let advice =
        "set aside because the program crashed while reading this file; to read it again, run touch on it"

    // MARK: The files of the record

    private static func marked(_ descriptor: Int32) -> [SetAsideFile] {
        var files: [SetAsideFile] = []
        for place in 0..<Int(CRASH_MARK_PLACES) {
            var octets = [UInt8](repeating: 0, count: placeSize)
            let count = pread(descriptor, &octets, placeSize, off_t(place * placeSize))
            guard count > 1, octets[0] == UInt8(ascii: "c") else { continue }
            let line = octets[1..<count].prefix { $0 != 0x0a }
            if let file = SetAsideFile(String(decoding: line, as: UTF8.self)) { files.append(file) }
        }
        return files
    }

    private static func list(_ folder: String) -> [SetAsideFile] {
        guard let octets = try? LocalFile.read(folder + "/set-aside", limit: 1 << 24) else { return [] }
        return String(decoding: octets, as: UTF8.self).split(separator: "\n").compactMap { SetAsideFile(String($0)) }
    }

    /// - Returns: why it could not be written, if so.
    private static func write(_ files: [SetAsideFile], _ folder: String) -> String? {
        let path = folder + "/set-aside"
        if files.isEmpty {
            return unlink(path) == 0 || errno == ENOENT ? nil : String(cString: strerror(errno))
        }
        let octets = Array(files.map { "\($0)\n" }.joined().utf8)
        do throws(LocalFileError) {
            try AtomicFile.write(octets.span, to: path, access: .owner, scratch: .new)
            return nil
        } catch {
            return error.reason
        }
    }
}

extension ReadingRecord {
    /// The kind of the alarm of a file that is set aside.
    static let alarm = "unreadable-file"

    /// The record in `folder`, with a log line and an alarm for each file that is set aside; `nil` where there can be none.
    static func taken(
        over folder: String, alarms: Alarms, logger: Logger, clock: @Sendable () -> Date
    ) -> ReadingRecord? {
        let record: ReadingRecord
        do throws(FeedError) {
            record = try ReadingRecord(folder: folder)
        } catch {
            logger.error("could not record which route files are being read", metadata: ["reason": "\(error)"])
            return nil
        }
        if let failure = record.failure {
            logger.error("could not record which route files are set aside", metadata: ["reason": "\(failure)"])
        }
        for file in record.setAside {
            logger.error("file set aside", metadata: ["file": "\(file.path)", "reason": "\(advice)"])
            alarms.raise(Alarm(kind: alarm, subject: file.path, message: advice, since: clock()))
        }
        return record
    }
}
