internal import TextFormats

/// Reads payload files: CSV and JSON of Routinator and rpki-client, old and new, and SLURM assertions.
///
/// Invalid rows are rejected one by one, and the rest is accepted. A file that is incomplete or not of its format is
/// refused as a whole.
///
/// ```swift
/// let document = try PayloadReader().read(bytes)
/// document.set.vrps.count
/// ```
public struct PayloadReader: Sendable {
    /// The limits of a reader.
    public struct Limits: Hashable, Sendable {
        /// The most octets of a file, up to 2 GiB.
        public var size = 1 << 30 {
            didSet { size = min(size, 1 << 31) }
        }
        /// The most rows of a file.
        public var rows = 10_000_000
        /// The most octets of a line of CSV, or of a string or number of JSON.
        public var token = 1 << 16
        /// The most rejected rows that are described; all are counted.
        public var describedRejections = 1_000

        public init() {}

        var json: JSONLimits {
            JSONLimits(size: size, token: token, depth: 16)
        }
    }

    public var limits: Limits

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Reads a file that is in memory.
    ///
    /// - Parameter format: The file's format; by default it is detected.
    public func read(
        _ bytes: [UInt8], format: PayloadFormat? = nil
    ) throws(PayloadReadError) -> PayloadDocument {
        var rest: [UInt8]? = bytes
        return try read(format: format) {
            defer { rest = nil }
            return rest
        }
    }

    /// Reads a file as its octets come, and holds no more of them than a chunk and a line.
    ///
    /// - Parameters:
    ///   - format: The file's format; by default it is detected in the first 64 KiB.
    ///   - nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    public func read(
        format: PayloadFormat? = nil, chunks nextChunk: @escaping () throws -> [UInt8]?
    ) throws(PayloadReadError) -> PayloadDocument {
        var head: [UInt8]? = try readHead(nextChunk)
        let kind: PayloadFormat
        if let format {
            kind = format
        } else {
            kind = try PayloadReader.format(of: Array((head ?? []).prefix(PayloadReader.headSize)))
        }
        let chunks: () throws -> [UInt8]? = {
            if let first = head {
                head = nil
                return first
            }
            return try nextChunk()
        }
        switch kind {
        case .csv, .csvcompat, .csvext, .rpkiClientCSV:
            var parser = CSVPayloadParser(limits: limits, chunks: chunks)
            return try parser.parse()
        case .json, .jsonext, .rpkiClientJSON:
            var parser = JSONPayloadParser(limits: limits, chunks: chunks)
            return try parser.parse()
        case .slurm, .slurm2:
            return try readSLURM(chunks)
        case .openbgpd, .bird1, .bird2, .rpsl, .summary, .none:
            throw PayloadReadError(.unreadableFormat, kind.rawValue, line: 1, offset: 0)
        }
    }

    private static let headSize = 1 << 16

    private func readHead(_ nextChunk: () throws -> [UInt8]?) throws(PayloadReadError) -> [UInt8] {
        var head: [UInt8] = []
        while head.count < PayloadReader.headSize {
            do {
                guard let chunk = try nextChunk() else { break }
                if head.isEmpty { head = chunk } else { head.append(contentsOf: chunk) }
            } catch {
                throw PayloadReadError(.inputFailed, String(describing: error), line: 1, offset: head.count)
            }
        }
        return head
    }

    /// The assertions of a SLURM file. A file with filters is not a list of payloads.
    private func readSLURM(_ nextChunk: () throws -> [UInt8]?) throws(PayloadReadError) -> PayloadDocument {
        var bytes: [UInt8] = []
        do {
            while let chunk = try nextChunk(), bytes.count <= SLURMFile.limits.size { bytes.append(contentsOf: chunk) }
        } catch {
            throw PayloadReadError(.inputFailed, String(describing: error), line: 1, offset: bytes.count)
        }
        let file: SLURMFile
        do throws(SLURMError) {
            file = try SLURMFile(bytes)
        } catch {
            let code: PayloadReadError.Code = error.code == .limitExceeded ? .limitExceeded : .invalidSLURM
            throw PayloadReadError(code, error.description, line: error.line, offset: error.offset)
        }
        if file.hasFilters {
            throw PayloadReadError(
                .slurmHasFilters, "a file with filters is not a list of payloads", line: 1, offset: 0)
        }
        return PayloadDocument(
            set: SLURM(file).assertions, format: file.version == .one ? .slurm : .slurm2, generated: nil,
            rejections: [], rejectionCount: 0)
    }
}
