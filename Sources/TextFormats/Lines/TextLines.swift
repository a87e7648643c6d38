/// The lines of a text that comes in chunks; ends are LF or CR LF. A line that is too long is passed over and said to be so.
package struct TextLines: ~Copyable {
    /// The reason why a text could not be read to its end, and the place.
    package struct Failure: Error, Hashable, Sendable {
        package enum Code: Hashable, Sendable {
            /// The text has more octets than allowed.
            case sizeLimit
            /// The source of the octets failed.
            case inputFailed
        }

        package let code: Code
        package let reason: String
        /// The line that could not be read, counted from 1, and where it begins.
        package let line: Int
        package let offset: Int
    }

    private let size: Int
    private let nextChunk: () throws -> [UInt8]?
    private var cutter: LineCutter
    private var octets = 0
    private var isAtEnd = false
    /// The number of the current line, counted from 1, and where it begins.
    package private(set) var number = 0
    package private(set) var offset = 0
    /// The place of the current line in `buffer`, without its end; `nil` if the line is too long.
    package private(set) var line: Range<Int>?

    /// - Parameters:
    ///   - size: The most octets of the text.
    ///   - lineLength: The most octets of a line.
    ///   - nextChunk: Gives the next octets, of any number; `nil` at the end.
    package init(size: Int, lineLength: Int, nextChunk: @escaping () throws -> [UInt8]?) {
        self.size = size
        self.nextChunk = nextChunk
        cutter = LineCutter(limit: lineLength)
    }

    package var buffer: [UInt8] { cutter.octets }

    /// Goes to the next line; `false` after the last.
    package mutating func next() throws(Failure) -> Bool {
        while true {
            if let next = cutter.next() ?? (isAtEnd ? cutter.last() : nil) {
                take(next)
                return true
            }
            if isAtEnd { return false }
            try refill()
        }
    }

    private mutating func take(_ next: LineCutter.Line) {
        number += 1
        offset = next.offset
        var range = next.range
        if number == 1 {
            range = range.lowerBound + TextLines.byteOrderMarkCount(cutter.octets[range])..<range.upperBound
        }
        line = next.isTooLong ? nil : range
    }

    private mutating func refill() throws(Failure) {
        let chunk: [UInt8]?
        do {
            chunk = try nextChunk()
        } catch {
            throw failure(.inputFailed, String(describing: error))
        }
        guard let chunk else {
            isAtEnd = true
            return
        }
        octets += chunk.count
        if octets > size { throw failure(.sizeLimit, "more than \(size) octets") }
        cutter.append(chunk)
    }

    private func failure(_ code: Failure.Code, _ reason: String) -> Failure {
        Failure(code: code, reason: reason, line: number + 1, offset: cutter.offset)
    }

    /// The number of octets of the byte order mark that some programs put in front.
    package static func byteOrderMarkCount(_ bytes: some Collection<UInt8>) -> Int {
        bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }
}
