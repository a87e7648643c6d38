internal import BGPMessages
internal import FoundationEssentials
internal import LocalFiles
internal import TextFormats

/// Writes what is in files of routes to standard output.
final class RoutesOutput {
    private let format: RoutesFormat
    private let filter: RouteFilter
    private let views: Set<BMPView>?
    private let progress = ProgressLine()
    private var writer: RouteEventWriter
    /// The number of matching events.
    private(set) var announced = 0
    private(set) var withdrawn = 0
    private(set) var stateChanges = 0

    /// The number of octets of text that are gathered.
    private static let size = 1 << 16

    /// - Parameter views: The tables of a monitored router that are wanted; `nil`: all.
    init(format: RoutesFormat, filter: RouteFilter, views: Set<BMPView>? = nil) {
        self.format = format
        self.filter = filter
        self.views = views
        writer = RouteEventWriter(format.events)
    }

    /// Reads a file and writes what is wanted of it.
    ///
    /// - Throws: `UnreadableFile` when another file may still be read, `Failure` when nothing can be written any more.
    func write(_ file: String) throws -> RouteFileReport {
        defer { progress.end() }
        let input: FileChunks
        do throws(Failure) {
            input = try InputFile.chunks(of: file == "-" ? "/dev/stdin" : file)
        } catch {
            throw UnreadableFile(message: error.message)
        }
        var inputFailure: LocalFileError?
        let chunks: () throws -> [UInt8]? = {
            do throws(LocalFileError) {
                return try input.next()
            } catch {
                inputFailure = error
                throw error
            }
        }
        do {
            let (content, opened) = try RouteFormat.recognise(chunks)
            return content == .mrt && format == .bgpdump
                ? try writeLines(file, opened) : try writeEvents(file, content, opened)
        } catch let error as RouteReadError {
            throw UnreadableFile(message: inputFailure.map { "\($0)" } ?? "\(file): \(error)")
        }
    }

    /// Writes what has been gathered.
    func flush() throws(Failure) {
        try writer.take { (text) throws(Failure) in try StandardOutput.write(text) }
    }

    /// The lines of `bgpdump`, from the octets themselves.
    private func writeLines(_ file: String, _ chunks: @escaping () throws -> [UInt8]?) throws -> RouteFileReport {
        var reader = BGPDumpReader(filter: filter, chunks: chunks)
        while try reader.next() {
            try reader.withText { (text) throws(Failure) in try StandardOutput.write(text) }
            progress.show { "\(file): \(reader.report.routes) routes" }
        }
        return reader.report
    }

    private func writeEvents(
        _ file: String, _ content: RouteFormat, _ chunks: @escaping () throws -> [UInt8]?
    ) throws -> RouteFileReport {
        var reader = RouteReader(
            content, includesMulticast: true, views: views, now: BGPTime(Date()), chunks: chunks)
        var batch = RouteBatch()
        while try reader.next(into: &batch) {
            for event in batch.events where filter.wants(event) {
                if case .withdraw = event.action { withdrawn += 1 } else { announced += 1 }
                guard format != .none else { continue }
                writer.write(event, isTableRow: batch.hasTableRows, view: batch.view, source: batch.source)
            }
            for change in batch.stateChanges where filter.wants(change) {
                stateChanges += 1
                if format != .none { writer.write(change) }
            }
            if writer.count >= RoutesOutput.size { try flush() }
            progress.show { "\(file): \(reader.report.routes) routes" }
        }
        try flush()
        return reader.report
    }
}

/// The reason why a file could not be read, in one line.
struct UnreadableFile: Error {
    let message: String
}

extension RoutesFormat {
    fileprivate var events: RouteEventWriter.Format {
        switch self {
        case .bgpdump, .none: .bgpdump
        case .json: .json
        case .csv: .csv
        }
    }
}
